#!/usr/bin/env bash
# Tries the packages of a folder in a fresh Debian 12 without Swift and without
# libraries that Debian doesn't always have: package.sh FOLDER. Needs to be root.
set -euo pipefail
folder=$(cd "$1" && pwd)
root=$(mktemp -d)
trap 'umount "$root/proc" 2>/dev/null; rm -rf "$root"' EXIT
debootstrap --variant=minbase bookworm "$root" >/dev/null
# Swift reads a program's arguments there.
mount -t proc proc "$root/proc"
cp "$folder"/* "$root/tmp"

inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "$@"; }
fail() { echo "FAIL: $1"; exit 1; }
expect() { # what should come, the command
    local wanted=$1 got
    shift
    got=$(inside "$@" 2>&1) || true
    [[ "$got" == *"$wanted"* ]] || fail "$* gave '$got', not '$wanted'"
    echo "ok: $*"
}

inside sh -c 'tar -xzf /tmp/naru-*.tar.gz -C /opt'
cities=$(inside sh -c '/opt/naru-*/bin/naru --no-header "count(cities)"')
[ "$cities" -gt 0 ] || fail "the archive's program counts '$cities' cities"
echo "ok: the archive"

inside sh -c 'dpkg -i /tmp/naru_*.deb' >/dev/null
expect "$cities" naru --no-header 'count(cities)'
expect 3 naru --no-header '1 + 2'
expect naru naru --version
expect 'naru' sh -c 'ls /usr/share/man/man1/naru.1.gz /usr/share/bash-completion/completions/naru'

# The C library, by a program made where there is a compiler.
cat >"$root/tmp/count.c" <<'END'
#include <naru.h>
#include <stdio.h>
int main(void) {
    naru_error *error = NULL;
    naru_dataset *data = naru_open(NULL, &error);
    naru_query *query = data ? naru_prepare(data, "count(cities)", &error) : NULL;
    if (query && naru_step(query, &error) == NARU_ROW) printf("%lld cities\n", (long long)naru_int64(query, 0));
    naru_finalize(query);
    naru_close(data);
    return error != NULL;
}
END
clang "$root/tmp/count.c" -I"$root/usr/include" -L"$root/usr/lib" -lnaru -o "$root/tmp/count"
expect "$cities cities" /tmp/count

# SQLite's library is looked for when it is needed.
echo 'CREATE TABLE town (name text); INSERT INTO town VALUES (1), (2);' | sqlite3 "$root/tmp/towns.db"
expect 'libsqlite3-0' naru --data /tmp/towns.db 'count(town)'
(cd "$root/tmp" && apt-get download -qq libsqlite3-0)
inside sh -c 'dpkg -i /tmp/libsqlite3-0_*.deb' >/dev/null
expect 2 naru --no-header --data /tmp/towns.db 'count(town)'

inside dpkg -r naru >/dev/null
if inside sh -c 'command -v naru'; then fail "naru is still there"; fi
echo "ok: removed"
