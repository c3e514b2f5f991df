#!/usr/bin/env bash
# Shows Naru at work: asks a few questions of the partnership dataset and
# prints each query and its answer.
#
#   bash Examples/tour.sh PATH-TO-NARU
set -euo pipefail

naru=${1:-naru}
examples=$(dirname "$0")

# Names of cities and agreements come in Korean and in English.
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
  ko*) lang=ko ;;
  *) lang=en ;;
esac

width=100
[ -t 1 ] && width=$(tput cols 2>/dev/null || echo 100)

ask() { # QUESTION QUERY [LANGUAGE]
  printf '\n# %s\n%s\n\n' "$1" "$2"
  "$naru" --lang "${3:-$lang}" --format box --width "$width" -c "$2"
}

echo "Naru asks questions about partnerships between cities. The data inside the"
echo "program say what five newspaper articles report. A few questions:"

ask "Which agreements were signed in 2024, the latest first?" \
'agreements
| where signed in @2024
| sort signed desc
| select signed, kind, title'

ask "Whom have both Siheung and Ulsan as a partner?" \
'city "Siheung".partners intersect city "Ulsan".partners
| select name, country'

ask "Through whom are Siheung and Ulsan connected?" \
'paths from city "Siheung" to city "Ulsan" via partners
| select hops, nodes'

ask "Which source says when Seoul and Chongqing became friendship cities, and in which words?" \
'agreements
| where kind = .friendship
| select signed
| why
| select field, value, basis, published, quote'

ask "What happened between Siheung and San Diego, in order of time?" \
'events
| where city "Siheung" in sides and city "San Diego" in sides
| sort when
| select when, kind, title'

ask "How much money is promised, by status and currency?" \
'commitments
| where any amount
| group by status, unit: amount.unit into total: sum(amount), promises: count()'

ask "Which members of the science-city alliance have no pilot project?" \
'organisation "World Economic Science City alliance".members
| where no commitments[kind = .pilot] and no promised_to[kind = .pilot]
| select name, country'

ask "The same language in Korean: what was signed since 2023, and by whom?" \
'협약
| where 체결일 >= @2023
| sort 체결일
| select 체결일, 당사자' ko

cat <<END

How to go on

  Ask a question of your own:
    $naru --lang $lang 'cities | select name, country, n: count(agreements) | sort n desc'
  Type queries line by line, Control-D ends:
    $naru --lang $lang
  Run a script:
    $naru --lang $lang -f $examples/first.naru
  Query your own table, or a folder of tables:
    $naru --data $examples/own-data 'cities | where count(partners) > 1'
  Read on:
    Documentation/Language.md    the language, from the first query on
    Documentation/Data.md        your own tables, and what the dataset holds
    $examples/README.md    more scripts that answer real questions
END
