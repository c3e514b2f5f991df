#!/bin/bash
# Runs libFuzzer on every target: fuzz.sh PROGRAM SECONDS [merge]
#
# SECONDS are shared by the targets, or by those that TARGETS names. What a run
# found stays beside the program, so that the next one begins there. With `merge`
# the few inputs that reach all that was reached replace the corpus of the tests.
set -u
program=$1
seconds=$2
found=$(dirname "$(realpath "$program")")/found
targets=${TARGETS:-program ties table parts snapshot formats c}
share=$((seconds / $(wc -w <<< "$targets")))
failed=0
# Inputs that are too slow or too large are findings, too.
limits=(-timeout=20 -rss_limit_mb=3000 -max_len=20000 -print_final_stats=1 -verbosity=0)
for target in $targets; do
    corpus=Tests/Corpus/$target
    mkdir -p "$found/$target" "$corpus"
    echo "== $target, $share seconds"
    export NARU_FUZZ_TARGET=$target
    "$program" "${limits[@]}" -max_total_time=$((share > 0 ? share : 1)) -artifact_prefix="$found/$target-" \
        "$found/$target" "$corpus" || failed=1
    if [ "${3:-}" = merge ]; then
        kept=$(mktemp -d)
        "$program" -set_cover_merge=1 -use_counters=0 -max_len=2500 -verbosity=0 "$kept" "$corpus" "$found/$target" && {
            rm -f "$corpus"/*
            cp "$kept"/* "$corpus"
        }
        rm -rf "$kept"
    fi
done
exit $failed
