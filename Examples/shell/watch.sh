#!/usr/bin/env bash
# Looks for promises that are overdue, for a job that runs every night: prints
# them and ends with 1 where there are any, with 0 where there are none.
#
#   bash watch.sh 2026-01-01
set -uo pipefail

found=$(naru --lang en --quiet --format value -P day="${1:-2026-01-01}" -c '
    param day: date
    commitments | where due < $day and no fulfilled_by | select due, text')
case $? in
    0) ;;
    2) echo "watch.sh: '${1:-}' is no date" >&2; exit 2 ;;
    124) echo "watch.sh: naru took too long" >&2; exit 3 ;;
    *) echo "watch.sh: naru failed, see above" >&2; exit 3 ;;
esac
[ -z "$found" ] && exit 0
printf '%s\n' "$found"
exit 1
