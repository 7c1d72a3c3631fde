#!/bin/sh
# Installs media-monitor as a systemd service on one Debian server, or takes it away again.
#
#   deploy/install.sh [--root DIR] [--dry-run] WHEEL          install or upgrade from a wheel
#   deploy/install.sh [--root DIR] [--dry-run] --uninstall    remove the program; configuration and data stay
#
# May be run again at any time: files that you edited (under /etc) are never overwritten. With --root everything
# goes below DIR and nothing of this machine is touched; --dry-run only prints what would be done.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root='' dry='' action=install wheel=''
prefix=/opt/media-monitor
bash_completion=/usr/share/bash-completion/completions/media-monitor
zsh_completion=/usr/share/zsh/vendor-completions/_media-monitor
fish_completion=/usr/share/fish/vendor_completions.d/media-monitor.fish

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 64; }

while [ $# -gt 0 ]; do
  case $1 in
    --root) [ $# -ge 2 ] || usage; root=${2%/}; shift ;;
    --dry-run) dry=yes ;;
    --uninstall) action=uninstall ;;
    -*) usage ;;
    *) [ -z "$wheel" ] || usage; wheel=$1 ;;
  esac
  shift
done

say() { printf '%s\n' "$*"; }
do_it() { say "+ $*"; [ -n "$dry" ] || "$@"; }
# What the command says of itself, for the shell that asks at the Tab key.
completion() { # SHELL TARGET
  say "+ media-monitor's completion for $1 > $root$2"
  [ -z "$dry" ] || return 0
  mkdir -p "$root${2%/*}"
  _MEDIA_MONITOR_COMPLETE=source_$1 "$root$prefix/bin/media-monitor" >"$root$2"
}
# What concerns the running system is done only there.
on_this_system() { if [ -z "$root" ]; then do_it "$@"; else say "  (with --root not done: $*)"; fi; }
# Without a running systemd (a container, a rescue system) its daemon has nothing to be told.
tell_systemd() {
  if [ -z "$root$dry" ] && [ ! -d /run/systemd/system ]; then say "  (systemd is not running, not done: systemctl $*)"
  else on_this_system systemctl "$@"; fi
}

ours() { # SOURCE TARGET: a file of the program, always the newest
  if [ -f "$root$2" ] && cmp -s "$here/$1" "$root$2"; then say "= $2"; else do_it install -D -m 0644 "$here/$1" "$root$2"; fi
}
yours() { # SOURCE TARGET: a file that the administrator edits
  if [ -e "$root$2" ]; then say "= $2 (kept as it is)"; else do_it install -D -m 0644 "$1" "$root$2"; fi
}

find_python() {
  for python in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
    then command -v "$python"; return; fi
  done
  say "Python 3.11 or newer with venv is needed: apt-get install python3-venv" >&2; exit 75
}

install_all() {
  [ -n "$wheel" ] && [ -f "$wheel" ] || { say "name the wheel: deploy/install.sh media_monitor-….whl" >&2; exit 64; }
  [ -n "$root$dry" ] || [ "$(id -u)" = 0 ] || { say "to be run as root, or with --root DIR or --dry-run" >&2; exit 64; }
  python=$(find_python)
  [ -x "$root$prefix/bin/python" ] || do_it "$python" -m venv "$root$prefix"
  lock=$here/../requirements.lock
  if [ -f "$lock" ]; then
    do_it "$root$prefix/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r "$lock"
    do_it "$root$prefix/bin/python" -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wheel"
  else
    do_it "$root$prefix/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: "$wheel"
  fi
  do_it mkdir -p "$root/usr/bin"
  do_it ln -sfn "$prefix/bin/media-monitor" "$root/usr/bin/media-monitor"
  ours media-monitor.service /usr/lib/systemd/system/media-monitor.service
  ours media-monitor-failure.service /usr/lib/systemd/system/media-monitor-failure.service
  ours media-monitor.sysusers /usr/lib/sysusers.d/media-monitor.conf
  ours media-monitor.tmpfiles /usr/lib/tmpfiles.d/media-monitor.conf
  for example in "$here"/examples/*; do
    ours "examples/${example##*/}" "/usr/share/doc/media-monitor/examples/${example##*/}"
  done
  completion bash "$bash_completion"
  completion zsh "$zsh_completion"
  completion fish "$fish_completion"
  for page in "$here"/../docs/*.md; do ours "../docs/${page##*/}" "/usr/share/doc/media-monitor/${page##*/}"; done
  yours "$here/monitor.yaml" /etc/media-monitor/monitor.yaml
  for rule in "$here"/../rules/*.yml; do yours "$rule" "/etc/media-monitor/rules/$(basename "$rule")"; done
  on_this_system systemd-sysusers media-monitor.conf
  on_this_system systemd-tmpfiles --create media-monitor.conf
  tell_systemd daemon-reload
  say ""
  say "Next: edit /etc/media-monitor/monitor.yaml, then"
  say "  media-monitor check && systemctl enable --now media-monitor && media-monitor receivers test"
}

uninstall_all() {
  [ -n "$root$dry" ] || [ "$(id -u)" = 0 ] || { say "to be run as root, or with --root DIR or --dry-run" >&2; exit 64; }
  tell_systemd disable --now media-monitor.service
  for file in /usr/lib/systemd/system/media-monitor.service /usr/lib/systemd/system/media-monitor-failure.service \
    /usr/lib/sysusers.d/media-monitor.conf /usr/lib/tmpfiles.d/media-monitor.conf /usr/bin/media-monitor \
    "$bash_completion" "$zsh_completion" "$fish_completion"; do
    if [ -e "$root$file" ] || [ -L "$root$file" ]; then do_it rm -f "$root$file"; fi
  done
  for folder in "$prefix" /usr/share/doc/media-monitor; do
    if [ -d "$root$folder" ]; then do_it rm -rf "$root$folder"; fi
  done
  tell_systemd daemon-reload
  say ""
  say "Kept: /etc/media-monitor, /var/spool/media-monitor, /var/lib/media-monitor (remove them by hand if you mean it)."
}

${action}_all
