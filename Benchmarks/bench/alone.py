"""How Naru's time grows with the data and shrinks with the cores: processes with
nothing but Naru in them, which take turns."""
import json
import subprocess

from . import data, results, rows
from .measure import FEWEST, Figure
from .processes import probe


class Process:
    """Naru with its tables loaded."""

    def __init__(self, label, dataset, cities, threads):
        self.label, self.cities = label, cities
        command = probe("alone", engine="naru", threads=threads, folder=str(dataset.folder))
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, row, figure=None):
        parts = row.parts("naru", self.cities)[:FEWEST]
        print(json.dumps(parts), file=self.child.stdin, flush=True)
        line = self.child.stdout.readline()
        if not line:
            raise SystemExit(f"the process for {self.label} failed")
        if figure:
            answer = json.loads(line)
            figure.parts = len(parts)
            figure.values.append(answer["ms"] / len(parts))
            figure.cpu.append(answer["cpu"] / len(parts))

    def close(self):
        self.child.stdin.close()
        self.child.stdout.read()
        self.child.wait()


def measure(folder, names, given):
    """The figures of the rows at this scale, at a tenth of it, and on one core."""
    whole, tenth = data.partnerships(folder, given.scale), data.partnerships(folder, given.scale / 10)
    processes = [
        Process(results.TENTH, tenth, data.cities(given.scale / 10), given.threads),
        Process(results.ONE_CORE, whole, data.cities(given.scale), 1),
        Process(results.ALONE, whole, data.cities(given.scale), given.threads),
    ]
    for row in rows.QUERIES:
        if row.name in names:
            yield _figures(row, processes, given.runs)
    for process in processes:
        process.close()


def _figures(row, processes, runs):
    figures = [Figure(row.name, process.label, "ms") for process in processes]
    for process in processes:
        process.run(row)
    for _ in range(runs):
        for process, figure in zip(processes, figures):
            # The one before it has taken the processor's caches.
            process.run(row)
            process.run(row, figure)
    return figures
