#!/usr/bin/env python3
"""Times queries without and with their evidence.

usage: evidence.py NARU [--before NARU] [--scale SCALE]

A query that does not ask for evidence must not pay for it: `--before` names
another build of the program, from before a change, that runs the same plain
queries. A query with evidence is the plain one and `with sources`. Runs of the
programs take turns; times are medians of five, in milliseconds, without the
time that it takes to load the tables.
"""
import argparse
import csv
import os
import statistics
import subprocess
import sys

import run

# The sources of a whole group stand in one field.
csv.field_size_limit(sys.maxsize)

LINE = "{:<12}" + "{:>12}" * 5
QUERIES = run.QUERIES[1:] + [
    ("rows", "agreements | where signed in @2015 | select title, amount", None),
    ("links", "cities | take 100 | select name, n: count(ties.agreement)", None),
]


def measure(programs, data, query):
    """Medians of each program's runs, one program after the other in turns."""
    times = [[] for _ in programs]
    for round in range(6):
        for place, program in enumerate(programs):
            elapsed, rows = run.run(run.naru(program, data, query))
            if round > 0:
                times[place].append(elapsed)
            if place == 0:
                expected = rows
            elif rows != expected:
                sys.exit(f"the programs disagree on {query}")
    return [statistics.median(list) for list in times], expected


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("naru")
    arguments.add_argument("--before", help="a build to compare the plain queries with")
    arguments.add_argument("--scale", default="0.1")
    given = arguments.parse_args()
    programs = [os.path.abspath(path) for path in (given.naru, given.before) if path]
    data = run.tables(given.scale)
    # Opening the tables is no part of a query.
    loads, _ = measure(programs, data, "countries | take 1 | select id")
    results = [("query", "plain ms", "before ms", "plain:before", "evidence ms", "evidence:plain")]
    print(LINE.format(*results[0]))
    for name, query, _ in QUERIES:
        plain, rows = measure(programs, data, query)
        traced, cited = measure(programs[:1], data, query + " | with sources")
        if [row[:-1] for row in cited] != rows:
            sys.exit(f"{name}: other rows with evidence\nplain: {rows[:5]}\ntraced: {cited[:5]}")
        plain = [max(1, total - load) for total, load in zip(plain, loads)]
        evidence = max(1, traced[0] - loads[0])
        before = (f"{plain[1]:.0f}", f"{plain[0] / plain[1]:.2f}") if len(plain) > 1 else ("", "")
        results.append((name, f"{plain[0]:.0f}", *before, f"{evidence:.0f}", f"{evidence / plain[0]:.1f}"))
        print(LINE.format(*results[-1]), flush=True)
    with open(os.path.join(data, "..", "evidence.csv"), "w", newline="") as file:
        csv.writer(file).writerows(results)


if __name__ == "__main__":
    main()
