"""The command line, and the order of a run."""
import argparse
import os
import sys
import time
from pathlib import Path

from . import alone, data, measure, page, processes, results, rows
from .compare import Different
from .engines import NAMES, engine

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".build" / "bench"


def options():
    parser = argparse.ArgumentParser(prog="bench", description="Compares Naru with other engines.")
    parser.add_argument("--scale", type=float, default=1, help="1 is 100,000 cities and 1,000,000 agreements")
    parser.add_argument("--engines", default=",".join(NAMES), help="such as naru,duckdb,duckdb:1")
    parser.add_argument("--rows", default="", help="only these, such as filter,group,open")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=60, help="seconds that a query may take")
    parser.add_argument("--record", action="store_true", help="write Documentation/Performance.md")
    given = parser.parse_args()
    given.engines = [label for label in given.engines.split(",") if label]
    given.rows = {name for name in given.rows.split(",") if name}
    if given.record and given.rows:
        parser.error("the page holds all rows: --record goes without --rows")
    return given


class Run:
    def __init__(self, given):
        self.given = given
        self.figures = []
        self.load = os.getloadavg()[0]
        self.dataset = data.partnerships(FOLDER, given.scale)
        self.cities = data.cities(given.scale)

    def wants(self, name):
        return not self.given.rows or bool({name, name.partition("-")[0]} & self.given.rows)

    def take(self, figures):
        """Keeps figures that are wanted and shows each row's on a line."""
        kept = [figure for figure in figures if self.wants(figure.row)]
        self.figures += kept
        for row in dict.fromkeys(figure.row for figure in kept):
            cells = [
                f"{figure.engine} {'>' if figure.over else ''}{results.shown(figure.median)}"
                for figure in kept if figure.row == row]
            print(f"{row:<18}" + "  ".join(cells), flush=True)

    def connections(self, dataset, labels):
        connections = {}
        for label in labels:
            start = time.perf_counter()
            connections[label] = engine(label, self.given.threads)
            connections[label].load(dataset)
            connections[label].derive(dataset)
            print(f"# {label} has loaded, {time.perf_counter() - start:.1f} s", flush=True)
        return connections

    def queries(self, dataset, chosen, labels):
        chosen = [row for row in chosen if self.wants(row.name)]
        if not chosen:
            return
        connections = self.connections(dataset, labels)
        for row in chosen:
            self.take(measure.measure(row, connections, self.cities, self.given.runs, self.given.limit))
        for connection in connections.values():
            connection.close()

    def nested(self):
        """Ladybug has no tables without a graph."""
        if self.wants("nested") or self.wants("join"):
            labels = [label for label in self.given.engines if not label.startswith("ladybug")]
            chosen = rows.key_rows(data.key_sizes(self.given.scale))
            self.queries(data.keys(FOLDER, self.given.scale), chosen, labels)

    def alone(self):
        """Of the queries that Naru answers in time."""
        answered = {figure.row for figure in self.figures if figure.engine == "naru" and not figure.over}
        names = answered & {row.name for row in rows.QUERIES}
        if names:
            for figures in alone.measure(FOLDER, names, self.given):
                self.take(figures)

    def others(self):
        labels = self.given.engines
        if self.wants("load") or self.wants("memory"):
            self.take(processes.load(labels, self.dataset, self.cities, self.given))
        if self.wants("open"):
            self.take(processes.opening(labels, self.dataset, self.given))
        if "naru" not in labels:
            return
        if self.wants("open"):
            self.take(processes.opening_bundled(self.given))
        if self.wants("start"):
            self.take(processes.start(labels, FOLDER, self.given))
        if self.wants("compile"):
            self.take([compiling(self.given)])


def compiling(given):
    """A ten-stage query parsed, checked and planned."""
    connection = engine("naru", given.threads)
    connection.open_bundled()
    figure = measure.Figure("compile", "naru", "µs")
    for turn in range(20 * given.runs + 1):
        start = measure.clocks()
        connection.prepare(rows.COMPILE)
        wall, cpu = measure.since(start)
        if turn > 0:
            figure.values.append(wall * 1000)
    connection.close()
    return figure


def pinned(threads):
    """Gives this process and its children as many cores as the engines have
    threads, so that none has more than another."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        if threads > len(cores):
            sys.exit(f"this machine has {len(cores)} cores for THREADS={threads}")
        os.sched_setaffinity(0, cores[:threads])


def facts(given, load):
    versions = ", ".join(f"{name} {engine(name, 1).version()}" for name in NAMES if name in given.engines)
    return [
        f"scale {given.scale:g}, {given.threads} threads, medians of {given.runs} runs, limit {given.limit:g} s",
        f"{page.machine()}; load of other work before the run: {load:.1f}", versions,
    ]


def main():
    given = options()
    pinned(given.threads)
    run = Run(given)
    try:
        run.queries(run.dataset, rows.QUERIES, given.engines)
        run.nested()
        run.alone()
        run.others()
    except Different as difference:
        sys.exit(f"\nThe engines disagree.\n{difference}")
    found, about = results.Results(run.figures), facts(given, run.load)
    path = FOLDER / f"results-{given.scale:g}.csv"
    found.write(path)
    print("\n" + "\n".join(about), results.aligned(found.table()), "\n".join(found.summary()), sep="\n\n")
    print(f"\n{path}")
    if given.record:
        page.record(found, about)


if __name__ == "__main__":
    main()
