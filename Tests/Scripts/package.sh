#!/usr/bin/env bash
# Tries the packages of a folder in a fresh Debian 12 without Swift, made by
# debootstrap: package.sh FOLDER. Needs to be root.
set -euo pipefail
folder=$1
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
debootstrap --variant=minbase --include=libedit2,libsqlite3-0,libstdc++6 bookworm "$root" >/dev/null
cp "$folder"/* "$root/tmp"
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/root LANG=C.UTF-8 "$@"; }
expect() { # what should come, the command
    local wanted=$1 got
    shift
    got=$(inside "$@")
    [ "$got" = "$wanted" ] || { echo "FAIL: $* gave '$got', not '$wanted'"; exit 1; }
    echo "ok: $*"
}
cities=$'value\n'$(inside sh -c 'tar -xzf /tmp/naru-*.tar.gz -C /opt && /opt/naru-*/bin/naru --no-header "count(cities)"')
inside sh -c 'dpkg -i /tmp/naru_*.deb' >/dev/null
expect "$cities" naru 'count(cities)'
expect 3 naru --no-header '1 + 2'
inside naru --version
inside dpkg -r naru >/dev/null
if inside sh -c 'command -v naru'; then echo "FAIL: naru is still there"; exit 1; fi
echo "ok: removed"
