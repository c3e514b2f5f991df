#!/usr/bin/env bash
# Fails on files over 500 lines, unfinished work, and build warnings.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0
while read -r file; do
    lines=$(wc -l <"$file")
    if [ "$lines" -gt 500 ]; then echo "over 500 lines: $file ($lines)"; failed=1; fi
done < <(git ls-files 'Sources/*.swift' 'Tests/*.swift')
if git grep -nE 'TODO|FIXME' -- 'Sources/*.swift' 'Tests/*.swift'; then echo "unfinished work"; failed=1; fi
warnings=$(swift build 2>&1 | grep -E 'Sources/.*warning:' | sort -u || true)
if [ -n "$warnings" ]; then echo "$warnings"; failed=1; fi
exit $failed
