#!/usr/bin/env bash
# The newest agreement of each city, as lines that another program reads: each
# result of naru is a filter's input like any other.
#
#   bash newest.sh KR
set -euo pipefail

naru --lang en --format ndjson -P country="${1:-KR}" -c '
    param country: text
    cities | where country.iso = $country and any agreements.signed
           | select name, last: max(agreements.signed), n: count(agreements)' |
    jq -r 'select(.n > 1) | "\(.last)\t\(.name) (\(.n))"' |
    sort -r
