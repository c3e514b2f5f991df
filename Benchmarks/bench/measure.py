"""Runs queries by turns and takes their times."""
import statistics
import time
from dataclasses import dataclass, field

from . import compare
from .engines import OverLimit

FEWEST = 5


@dataclass
class Figure:
    """What a row took with an engine; times are one part's, in the row's unit."""

    row: str
    engine: str
    unit: str
    values: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    parts: int = 1
    # It took longer than it may; `values` has the limit.
    over: bool = False

    @property
    def median(self):
        return statistics.median(self.values)

    def is_spent(self, limit):
        """Whether its runs have taken so many seconds."""
        return sum(self.values) * self.parts > limit * 1000

    @property
    def median_cpu(self):
        return statistics.median(self.cpu) if self.cpu else None


def clocks():
    return time.perf_counter(), time.process_time()


def since(start):
    wall, cpu = clocks()
    return (wall - start[0]) * 1000, (cpu - start[1]) * 1000


def measure(row, engines, cities, runs, limit):
    """The figures of a row with each engine that it has a text for, after a
    first run of each that gives the rows to compare. `limit` is in seconds, for
    one query, and for all the runs of an engine after its first: a slow one has
    fewer."""
    firsts = [_first(row, label, engine, cities, limit) for label, engine in engines.items()]
    firsts = [first for first in firsts if first]
    answers = {first.figure.engine: first.answers for first in firsts if first.answers}
    if answers:
        compare.check(row.name, answers, row.ordered)
    _choose_parts([first for first in firsts if first.answers], limit)
    for _ in range(runs):
        for first in firsts:
            if not first.figure.over and not first.figure.is_spent(limit):
                _run(engines[first.figure.engine], first)
    return [first.figure for first in firsts]


@dataclass
class _First:
    """What the first run of an engine showed."""

    figure: Figure
    parts: list[str]
    answers: list = field(default_factory=list)
    seconds: float = 0


def _first(row, label, engine, cities, limit):
    first = _First(Figure(row.name, label, "ms"), row.parts(engine.name, cities))
    if not first.parts:
        return None
    start = time.perf_counter()
    try:
        for part in first.parts:
            first.answers.append(engine.rows(part, limit))
            if time.perf_counter() - start > limit / 4:
                break
    except OverLimit:
        pass
    first.seconds = time.perf_counter() - start
    if not first.answers:
        first.figure.over, first.figure.values = True, [limit * 1000]
    return first


def _choose_parts(firsts, limit):
    """The same first parts for all engines, as many as all of them answer in a
    sixtieth of the limit, at least `FEWEST`; a slow engine may have fewer."""
    able = [first for first in firsts if len(first.answers) >= FEWEST]
    each = sum(first.seconds / len(first.answers) for first in able)
    common = max(FEWEST, int(limit / 60 / each)) if able else FEWEST
    common = min([common, *(len(first.answers) for first in able)])
    for first in firsts:
        first.figure.parts = min(common, len(first.answers))


def _run(engine, first):
    figure, parts = first.figure, first.parts[: first.figure.parts]
    start = clocks()
    for part in parts:
        engine.run(part)
    wall, cpu = since(start)
    figure.values.append(wall / len(parts))
    figure.cpu.append(cpu / len(parts))
