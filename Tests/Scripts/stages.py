#!/usr/bin/env python3
"""Writes Tests/Conformance/stages/other-engines.test: what SQLite and Python's
statistics module answer over the towns of the harbour dataset."""

import sqlite3
import statistics
from pathlib import Path

TOWNS = [
    ("busan", "korea", 3300000, 69.5, 1), ("daegu", "korea", None, None, None),
    ("malaga", "spain", 580000, None, 1), ("seville", "spain", 680000, 7.0, 0),
    ("teruel", "spain", 35000, None, None), ("ulsan", "korea", 1100000, 32.0, 1),
]
TWINS = [("busan", "malaga"), ("busan", "ulsan"), ("ulsan", "seville")]
MARKETS = [("busan", "월"), ("busan", "수"), ("busan", "금"), ("malaga", "Sunday"), ("daegu", "월")]

database = sqlite3.connect(":memory:")
database.execute("create table town (id, land, people, height, coastal)")
database.execute("create table twin (a, b)")
database.execute("create table market (town, day)")
database.executemany("insert into town values (?, ?, ?, ?, ?)", TOWNS)
database.executemany("insert into twin values (?, ?)", TWINS)
database.executemany("insert into market values (?, ?)", MARKETS)

# Name, query, the same in SQL, columns that are truth values.
CASES = [
    ("absent last, ascending", "towns | sort height, people desc | select id",
     "select id from town order by height nulls last, people desc nulls last, id", []),
    ("absent last, descending", "towns | sort height desc, people | select id",
     "select id from town order by height desc nulls last, people nulls last, id", []),
    ("groups", "towns | group by land: within.id into n: count(), known: count(people), total: sum(people), "
     "least: min(people), most: max(height), mean: avg(people)",
     "select land, count(*) n, count(people) known, sum(people) total, min(people) least, max(height) most, "
     "avg(people) mean from town group by land order by land", []),
    ("groups with an absent key", "towns | group by coastal into n: count(), total: sum(people)",
     "select coastal, count(*) n, coalesce(sum(people), 0) total from town group by coastal "
     "order by coastal nulls last", ["coastal"]),
    ("windows over a key", "towns | select id, n: count(people) over within, total: sum(people) over within, "
     "most: max(people) over within, place: row() over within, before: previous(id) over within",
     "select id, count(people) over w n, sum(people) over w total, max(people) over w most, "
     "row_number() over o place, lag(id) over o before from town "
     "window w as (partition by land), o as (partition by land order by id) order by id", []),
    ("ranks with ties", "towns | add c: count(twin) | select id, c, r: rank(c desc), k: rank(c) over within",
     "select id, c, rank() over (order by c desc) r, rank() over (partition by land order by c) k from "
     "(select id, land, (select count(*) from twin where a = town.id) c from town) order by id", []),
    ("windows over two keys", "towns | select id, n: count(id) over (within, coastal)",
     "select id, count(*) over (partition by land, coastal) n from town order by id", []),
    # Of Busan and Daegu the only possible match is unknown.
    ("left join", "towns | join optional t: towns on t.within = within and t.people > people "
     "| select id, other: t.id",
     "select town.id, other.id other from town left join town other on other.land = town.land "
     "and other.people > town.people order by town.id, other.id", []),
    ("expansion", "towns | expand d: market | group by d into n: count(), least: min(id), most: max(id)",
     "select day d, count(*) n, min(town) least, max(town) most from market group by day order by day", []),
    ("nested counts", "towns | group by land: within.id into pairs: sum(count(twin)), others: count(twin)",
     "select land, count(b) pairs, count(distinct b) others from town left join twin on a = id "
     "group by land order by land", []),
    ("rows in both, columns in another order", "towns | select id, people | intersect "
     "(towns | where coastal | select people, id)",
     "select id, people from town intersect select id, people from town where coastal order by id", []),
    ("rows in one only", "towns | select id, height | except (towns | where any height and height > 10 | select height, id)",
     "select id, height from town except select id, height from town where height > 10 order by id", []),
    ("the largest and the smallest", "towns | top 2 by people asc | select id",
     "select id from town order by people nulls last, id limit 2", []),
    ("a page", "towns | sort people desc | skip 1 | take 3 | select id",
     "select id from town order by people desc nulls last, id limit 3 offset 1", []),
    ("a page beyond the end", "towns | skip 6 | select id", "select id from town limit 3 offset 6", []),
]

UNKNOWN = {"left join": ["# unknown 2"]}


def cell(value, is_truth):
    if value is None:
        return ""
    if is_truth:
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


parts = ["# Written by Tests/Scripts/stages.py.\n"]
for name, query, sql, truths in CASES:
    rows = database.execute(sql)
    columns = [column[0] for column in rows.description]
    lines = [",".join(columns)]
    lines += [",".join(cell(v, c in truths) for v, c in zip(row, columns)) for row in rows]
    parts.append(f"=== {name}\ndata: harbour\n{query}\n---\n" + "\n".join(lines + UNKNOWN.get(name, [])) + "\n")

samples = [[1, 2, 6], [3, 1, 4, 1, 5, 9, 2, 6], [10, 20], [2.5, 2.5, 4.0, 8.25]]
for sample in samples:
    floats = [float(value) for value in sample]
    quarters = statistics.quantiles(floats, n=4, method="inclusive")
    answers = [statistics.fmean(floats), statistics.median(floats), *quarters]
    written = "[" + ", ".join(repr(value) + ("e0" if isinstance(value, float) else "") for value in sample) + "]"
    calls = [f"avg({written})", f"median({written})"]
    calls += [f"percentile({written}, {share})" for share in (0.25, 0.5, 0.75)]
    deviation = f"abs(stddev({written}) - {statistics.stdev(floats)!r}e0) < 1e-12"
    parts.append(
        f"=== statistics of {written[1:-1]}\n[{', '.join(calls)}]\n{deviation}\n---\nvalue\n"
        + "\n".join(cell(answer, False) for answer in answers) + "\nvalue\ntrue\n")
target = Path(__file__).resolve().parents[1] / "Conformance/stages/other-engines.test"
target.write_text("\n".join(parts), encoding="utf-8")
