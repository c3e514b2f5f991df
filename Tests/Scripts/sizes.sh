#!/usr/bin/env bash
# Fails where what is installed below a folder is too large to carry: the
# program over 25 MB, the C library over 20 MB.
set -euo pipefail
failed=0
check() { # file, megabytes
    size=$(stat -Lc %s "$1")
    echo "$1: $((size / 100000 / 10)).$((size / 100000 % 10)) MB of at most $2"
    [ "$size" -le $(($2 * 1000000)) ] || failed=1
}
check "$1/bin/naru" 25
check "$1/lib/libnaru.so.0" 20
exit $failed
