"""Measurements in a process of its own, which the harness starts: a request as
JSON is its one argument, its answer is JSON on standard output."""
import json
import os
import sys
from pathlib import Path

from . import measure, rows, tables
from .engines import OverLimit, engine


def resident(field):
    """Of this process, in MB: `VmRSS` now, `VmHWM` at most so far."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    return 0.0


def load(request):
    """Loads the tables, then asks all queries where it is told to."""
    before = resident("VmRSS")
    connection = engine(request["engine"], request["threads"])
    dataset = tables.partnerships(request["folder"])
    start = measure.clocks()
    connection.load(dataset)
    wall, cpu = measure.since(start)
    answer = {"ms": wall, "cpu": cpu, "mb": resident("VmHWM") - before}
    if request["queries"]:
        connection.derive(dataset)
        for row in rows.QUERIES:
            for part in row.parts(connection.name, request["cities"])[:1]:
                try:
                    connection.rows(part, request["limit"])
                except OverLimit:
                    pass
        answer["mb_queries"] = resident("VmHWM") - before
    return answer


def open_stored(request):
    """Opens a stored form, or for no path Naru's bundled dataset, and asks one query."""
    connection = engine(request["engine"], request["threads"])
    start = measure.clocks()
    if request["path"]:
        connection.open(request["path"])
    else:
        connection.open_bundled()
    answer = connection.rows(request["query"])
    wall, cpu = measure.since(start)
    return {"ms": wall, "cpu": cpu, "rows": answer}


def alone(request):
    """Loads the tables for some of the cores, and answers lines, each a list of
    queries, with their times until there are no more."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: request["threads"]])
    connection = engine(request["engine"], request["threads"])
    connection.load(tables.partnerships(request["folder"]))
    for line in sys.stdin:
        start = measure.clocks()
        for query in json.loads(line):
            connection.run(query)
        wall, cpu = measure.since(start)
        print(json.dumps({"ms": wall, "cpu": cpu}), flush=True)
    return None


def main():
    request = json.loads(sys.argv[1])
    kinds = {"load": load, "open": open_stored, "alone": alone}
    print(json.dumps(kinds[request["kind"]](request)))


if __name__ == "__main__":
    main()
