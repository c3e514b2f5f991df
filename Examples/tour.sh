#!/usr/bin/env bash
# A short tour: questions about the partnerships that come with Naru.
# Usage: Examples/tour.sh [path/to/naru]
set -euo pipefail
naru=${1:-naru}
width=100
if [ -t 1 ]; then width=$(tput cols 2>/dev/null || echo 100); fi

ask() {
    printf '\n%s\n\n    naru '\''%s'\''\n\n' "$1" "$2"
    "$naru" --lang en --format box --width "$width" "$2" 2>&1
}

echo "Naru: questions about partnerships between cities, and which source says so."

ask 'Which agreements were signed since 2024, by whom?' \
    'agreements | where signed >= @2024 | sort signed | select signed, title, parties'

ask 'Which cities are partners of both Siheung and Ulsan?' \
    'city "Siheung".partners intersect city "Ulsan".partners | select name, country'

ask 'What was promised for 2025, and with whom?' \
    'commitments | where due in @2025 | sort due | select due, by, with, text'

ask 'How many agreements of each kind are there? Names work in Korean too.' \
    '협약 | group by 종류 into n: count() | sort n desc | take 3'

ask 'A misspelt name is an error, never an empty answer.' \
    'cities | select nmae' || true

cat <<END

Go on with

    $naru                              questions line by line; Ctrl-D ends
    $naru 'cities | take 3'            one question
    $naru --format csv 'agreements'    for a spreadsheet; also json, markdown and others
    $naru --data links.csv 'links'     a table of your own
    $naru --help                       all options

README.md has more questions.
END
