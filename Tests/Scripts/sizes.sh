#!/usr/bin/env bash
# Fails where what is installed below a folder is too large to carry: the
# program over 25.5 MB, the C library over 20 MB.
set -euo pipefail
failed=0
check() { # file, tenths of megabytes
    size=$(stat -Lc %s "$1")
    echo "$1: $((size / 100000 / 10)).$((size / 100000 % 10)) MB of at most $(($2 / 10)).$(($2 % 10))"
    [ "$size" -le $(($2 * 100000)) ] || failed=1
}
check "$1/bin/naru" 255
check "$1/lib/libnaru.so.0" 200
exit $failed
