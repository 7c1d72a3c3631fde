#!/bin/sh
# Fetches each feed of a list once and drops what has changed into the inbox.
#
#   fetch-feeds.sh LIST INBOX STATE
#
# LIST    lines `FOLDER URL`: the outlet's sub-folder of the inbox, and the address of its RSS, Atom or RDF feed
# INBOX   /var/spool/media-monitor/inbox
# STATE   a folder of its own: what each server said of its last version (ETag, date), so that it need not send it again
#
# What was read before is dropped again with the next version of the feed; the daemon knows each entry by its guid
# and tells nothing twice. A feed that fails does not stop the others; exit code 1 at the end then.
set -u
list=${1:?list} inbox=${2:?inbox} state=${3:?state}
umask 0007                          # the daemon reads it through the group media-feed
failed=0 part=''
trap 'rm -f -- "$part"' EXIT
trap 'exit 1' HUP INT TERM

fetch() { # FOLDER URL
  key=$(printf '%s' "$2" | cksum | tr ' ' -)
  name=feed-$key-$(date -u +%Y%m%dT%H%M%SZ).xml
  part=$inbox/$1/.$name.tmp         # hidden, in the folder where it will lie: the rename is one step
  seen=$state/$key.seen etag=$state/$key.etag
  [ -d "$inbox/$1" ] || { echo "there is no folder $inbox/$1" >&2; return 1; }
  code=$(curl --silent --show-error --fail --location --proto '=http,https' --compressed --max-time 60 \
    --max-filesize 5242880 --etag-compare "$etag" --etag-save "$etag.new" --time-cond "$seen" --remote-time \
    --output "$part" --write-out '%{http_code}' -- "$2") || return 1
  # 304: nothing new. A server that knows no conditions sends the same bytes again: they are not dropped again either.
  if [ "$code" = 304 ] || [ ! -s "$part" ] || cmp -s "$part" "$seen"; then return 0; fi
  cp -p -- "$part" "$seen.new" && mv -T -- "$part" "$inbox/$1/$name" || return 1
  # Only now: had the drop failed, the next fetch must get this version again.
  mv -T -- "$seen.new" "$seen"
  if [ -s "$etag.new" ]; then mv -T -- "$etag.new" "$etag"; else rm -f -- "$etag"; fi
  echo "dropped $1/$name"
}

while read -r folder url rest || [ -n "$folder" ]; do
  case $folder in '' | '#'*) continue ;; esac
  case /$folder/ in */.*) echo "not a sub-folder: $folder" >&2; failed=1; continue ;; esac
  [ -n "$url" ] && [ -z "$rest" ] || { echo "not a line of two words: $folder $url $rest" >&2; failed=1; continue; }
  fetch "$folder" "$url" || { echo "not fetched: $folder $url" >&2; failed=1; }
  rm -f -- "$part" "$etag.new"
done <"$list"
exit "$failed"
