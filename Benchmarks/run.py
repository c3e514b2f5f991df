#!/usr/bin/env python3
"""Times Naru against the sqlite3 program on the same tables.

usage: run.py NARU [SCALE]

Each query is a whole process that loads the tables and answers, five times
after a warm-up, one engine after the other. Both must give the same rows. The
table shows medians in milliseconds, and goes to .build/bench/results.csv too.
"""
import csv
import io
import os
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TABLES = {
    "countries": "id, name",
    "cities": "id, name, country",
    "agreements": "id, title, kind, signed, amount, currency",
    "participations": "agreement, city",
}
# A date of ten characters is a day; a coarser one is unknown to a day-exact
# comparison, so SQL has to ask for whole years to mean the same.
QUERIES = [
    ("load", "agreements | group into n: count()", "select count(*) as n from agreements"),
    (
        "filter",
        'agreements | where kind = "mou" and signed in @2015..@2019 | group into n: count()',
        "select count(*) as n from agreements where kind = 'mou' and substr(signed, 1, 4) between '2015' and '2019'",
    ),
    (
        "group",
        "agreements | group by kind, currency into n: count(), total: sum(amount)",
        "select kind, currency, count(*) as n, sum(amount) as total from agreements group by 1, 2 order by 1, 2",
    ),
    (
        "search",
        'agreements | where title ~ "관광" | group into n: count()',
        "select count(*) as n from agreements where title like '%관광%'",
    ),
    (
        "absent",
        "cities | where not any ties.agreement[signed >= @2020] | group into n: count()",
        "select count(*) as n from cities where id not in (select city from participations p join agreements a "
        "on a.id = p.agreement where substr(signed, 1, 4) >= '2020')",
    ),
    (
        "countries",
        "participations | group by c: city.country.id into n: count() | top 10 by n | sort n desc, c",
        "select country as c, count(*) as n from participations p join cities c on c.id = p.city "
        "group by 1 order by 2 desc, 1 limit 10",
    ),
]


LINE = "{:<12}{:>10}{:>12}{:>8}"


def naru(program, data, query):
    return [program, "--data", data, "--format", "csv", "--quiet", "-c", query]


def sqlite(data, query):
    script = [f"create table {name}({columns});" for name, columns in TABLES.items()]
    script += [f".mode tabs\n.import {data}/{name}.tsv {name}" for name in TABLES]
    script += [".mode csv", ".headers on", query + ";"]
    return "\n".join(script)


def run(command, script=None):
    start = time.perf_counter()
    done = subprocess.run(command, input=script, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{done.stderr}")
    return (time.perf_counter() - start) * 1000, list(csv.reader(io.StringIO(done.stdout)))


def tables(scale):
    """The folder of the tables, which are written when they are first needed."""
    data = os.path.join(HERE, "..", ".build", "bench", f"scale-{scale}")
    if not os.path.exists(os.path.join(data, "schema.ties")):
        subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), data, scale], check=True)
    return data


def main():
    program, scale = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "0.1"
    if not shutil.which("sqlite3"):
        sys.exit("the benchmark compares with the sqlite3 program; please install it")
    data = tables(scale)
    results = [("query", "naru ms", "sqlite3 ms", "ratio")]
    print(LINE.format(*results[0]))
    for name, query, sql in QUERIES:
        times = {"naru": [], "sqlite3": []}
        for round in range(6):
            ours, rows = run(naru(program, data, query))
            theirs, expected = run(["sqlite3", ":memory:"], sqlite(data, sql))
            if rows != expected:
                sys.exit(f"{name}: the engines disagree\nnaru:    {rows[:5]}\nsqlite3: {expected[:5]}")
            if round > 0:
                times["naru"].append(ours)
                times["sqlite3"].append(theirs)
        a, b = statistics.median(times["naru"]), statistics.median(times["sqlite3"])
        results.append((name, f"{a:.0f}", f"{b:.0f}", f"{a / b:.2f}"))
        print(LINE.format(*results[-1]), flush=True)
    with open(os.path.join(data, "..", "results.csv"), "w", newline="") as file:
        csv.writer(file).writerows(results)


if __name__ == "__main__":
    main()
