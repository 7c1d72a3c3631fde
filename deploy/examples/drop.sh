#!/bin/sh
# Drops what comes on standard input into the inbox, as one whole file or not at all.
#
#   make-an-article | drop.sh /var/spool/media-monitor/inbox/reuters article-17.txt
#
# The name begins with a dot until the last byte is there, so the daemon does not see it; then a rename inside the
# same folder shows all of it at once. Whatever breaks before that leaves nothing behind. Exit code 73: a file of that
# name is still waiting to be read, and nothing was touched; give each article a name of its own.
set -eu
folder=${1:?folder} name=${2:?name}
umask 0007                          # the daemon reads it through the group media-feed
part=$folder/.$name.$$.tmp
trap 'rm -f -- "$part"' EXIT
trap 'exit 1' HUP INT TERM
cat >"$part"
[ -s "$part" ] || exit 65           # nothing came: the maker of the article has failed
mv -nT -- "$part" "$folder/$name" || :
if [ -e "$part" ]; then echo "$folder/$name is still waiting" >&2; exit 73; fi
