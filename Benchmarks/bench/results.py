"""From figures to tables: ratios, means, files."""
import csv
import math
import statistics

from .engines import NAMES
from .rows import QUERIES

FIELDS = ("row", "engine", "unit", "median", "cpu", "min", "max", "runs", "parts", "over")
# Naru with no other engine in its process: as ever, with a tenth of the data, on one core.
ALONE, TENTH, ONE_CORE = "naru@alone", "naru@tenth", "naru@core"
TITLES = {"duckdb": "DuckDB", "ladybug": "Ladybug"}


def geometric_mean(numbers):
    return math.exp(sum(map(math.log, numbers)) / len(numbers)) if numbers else None


def shown(number):
    """Three digits, or whole."""
    if number is None:
        return "–"
    return f"{number:.0f}" if number >= 99.5 else f"{number:.1f}" if number >= 9.95 else f"{number:.2f}"


class Results:
    """The figures of a run, by row and engine. A label such as `duckdb:1` or
    `naru@tenth` is no peer but the same engine otherwise."""

    def __init__(self, figures):
        self.figures = {(figure.row, figure.engine): figure for figure in figures}
        self.rows = list(dict.fromkeys(figure.row for figure in figures))

    def median(self, row, engine):
        figure = self.figures.get((row, engine))
        return figure.median if figure else None

    def is_over(self, row, engine):
        figure = self.figures.get((row, engine))
        return bool(figure and figure.over)

    def peers(self, row):
        return [label for name, label in self.figures if name == row and label.isalpha() and label != "naru"]

    def best_peer(self, row):
        measured = [label for label in self.peers(row) if not self.is_over(row, label)]
        return min(measured, key=lambda label: self.median(row, label), default=None)

    def ratio(self, row, other):
        """How many times as long Naru takes; one that took too long counts with
        the limit."""
        ours, theirs = self.median(row, "naru"), self.median(row, other) if other else None
        return ours / theirs if ours and theirs else None

    def mean(self, other, names):
        """The geometric mean of the ratios to an engine, and of how many rows."""
        ratios = [ratio for name in names if (ratio := self.ratio(name, other))]
        return geometric_mean(ratios), len(ratios)

    def growth(self, row):
        """How many times as long as at a tenth of the scale."""
        return self._quotient(row, ALONE, TENTH)

    def speedup(self, row):
        """How many times as fast on all cores as on one."""
        return self._quotient(row, ONE_CORE, ALONE)

    def _quotient(self, row, above, below):
        known = not self.is_over(row, above) and not self.is_over(row, below)
        above, below = self.median(row, above), self.median(row, below)
        return above / below if known and above and below else None

    # Tables

    def engines(self):
        labels = {label for _, label in self.figures if "@" not in label}
        return sorted(labels, key=lambda label: (NAMES.index(label.partition(":")[0]), label))

    def table(self):
        """The header and a line a row."""
        engines = self.engines()
        header = ["row", "unit", *engines, "naru / best peer", "growth", "speed-up"]
        return [header] + [self._line(row, engines) for row in self.rows]

    def _line(self, row, engines):
        unit = next(figure.unit for (name, _), figure in self.figures.items() if name == row)
        times = [(">" if self.is_over(row, label) else "") + shown(self.median(row, label)) for label in engines]
        return [row, unit, *times, self._against_best(row), shown(self.growth(row)), shown(self.speedup(row))]

    def _against_best(self, row):
        ratio = self.ratio(row, self.best_peer(row))
        return (">" if ratio and self.is_over(row, "naru") else "") + shown(ratio)

    def cpu_table(self):
        """The processor's milliseconds, all threads together."""
        engines = self.engines()
        lines = [["row", *engines]]
        for row in self.rows:
            cells = [self.figures.get((row, label)) for label in engines]
            if any(figure and figure.cpu for figure in cells):
                lines.append([row] + [shown(figure.median_cpu if figure else None) for figure in cells])
        return lines

    def summary(self):
        """Means, and where Naru is slower than the best peer, a sentence each."""
        lines = []
        for other, rows, what in (
            ("duckdb", [row.name for row in QUERIES], "query"),
            ("ladybug", [row.name for row in QUERIES if row.graph], "graph"),
        ):
            mean, count = self.mean(other, rows)
            if mean:
                over = [name for name in rows if self.is_over(name, "naru") or self.is_over(name, other)]
                note = f" ({', '.join(over)} counted with the limit)" if over else ""
                mean = f"{shown(mean)} times the time of {TITLES[other]}"
                lines.append(f"Geometric mean of {count} {what} rows: Naru takes {mean}{note}.")
        slower = sorted(
            ((ratio, row) for row in self.rows if (ratio := self.ratio(row, self.best_peer(row))) and ratio > 1.005),
            reverse=True)
        if slower:
            listed = ", ".join(f"{row} ({self._against_best(row)})" for _, row in slower)
            lines.append(f"Behind the best peer: {listed}.")
        return lines

    def write(self, path):
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(FIELDS)
            for figure in self.figures.values():
                cpu = f"{figure.median_cpu:.5g}" if figure.cpu else ""
                writer.writerow([
                    figure.row, figure.engine, figure.unit, f"{figure.median:.5g}", cpu,
                    f"{min(figure.values):.5g}", f"{max(figure.values):.5g}", len(figure.values), figure.parts,
                    int(figure.over)])


def aligned(table):
    """A table as text."""
    widths = [max(len(line[column]) for line in table) for column in range(len(table[0]))]
    return "\n".join(
        line[0].ljust(widths[0]) + "".join("  " + cell.rjust(width) for cell, width in zip(line[1:], widths[1:]))
        for line in table)


def markdown(table):
    header, *lines = table
    rule = ["---"] + ["---:"] * (len(header) - 1)
    return "\n".join("| " + " | ".join(line) + " |" for line in [header, rule, *lines])
