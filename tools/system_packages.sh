#!/bin/sh
# Debian packages that some tests need beside Python: systemd, whose own tool verifies and rates the service files, and curl, with
# which the example of a feed poller fetches. Installed where this runs as root on Debian; elsewhere named, and their tests say
# "skipped" with the reason in pytest's summary.
missing=""
command -v systemd-analyze >/dev/null || missing="$missing systemd"
command -v curl >/dev/null || missing="$missing curl"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing for the tests:$missing"
  # shellcheck disable=SC2086  # several packages
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >/dev/null && exit 0
fi
echo "NOT TESTED here, because a package is missing:$missing (as root: apt-get install$missing)"
