"""The rows that take processes of their own: loading, memory, opening, starting."""
import csv
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from . import compare, rows
from .engines import engine
from .engines.naru import PROGRAM
from .measure import Figure


def probe(kind, **request):
    """The command of a probe."""
    return [sys.executable, "-m", "bench.probe", json.dumps({"kind": kind, **request})]


def ask(kind, **request):
    """What a probe answers."""
    done = subprocess.run(probe(kind, **request), stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"the probe '{kind}' of {request.get('engine')} failed")
    return json.loads(done.stdout)


def load(labels, dataset, cities, options):
    """Loading, and the most memory after it and after all queries."""
    loads = {label: Figure("load", label, "ms") for label in labels}
    memory = [Figure("memory", label, "MB") for label in labels]
    queries = [Figure("memory-queries", label, "MB") for label in labels]
    for run in range(options.runs):
        is_last = run == options.runs - 1
        for number, label in enumerate(labels):
            if loads[label].is_spent(options.limit) and not is_last:
                continue
            answer = ask(
                "load", engine=label, threads=options.threads, folder=str(dataset.folder), cities=cities,
                queries=is_last, limit=options.limit)
            loads[label].values.append(answer["ms"])
            loads[label].cpu.append(answer["cpu"])
            memory[number].values.append(answer["mb"])
            if is_last:
                queries[number].values.append(answer["mb_queries"])
    return [*loads.values(), *memory, *queries]


def stored(labels, dataset, options):
    """The stored form of each engine; Naru's is made anew, because another
    build may store otherwise."""
    folder = dataset.folder / "stored"
    folder.mkdir(exist_ok=True)
    paths = {}
    for label in labels:
        connection = engine(label, options.threads)
        path = folder / f"{connection.version()}.{connection.suffix}"
        if connection.name == "naru" or not path.exists():
            path.unlink(missing_ok=True)
            connection.store(dataset, path)
        paths[label] = path
    return paths


def opening(labels, dataset, options):
    """The first query after opening, with the files in the system's cache."""
    paths, figures = stored(labels, dataset, options), []
    for row in rows.OPEN:
        chosen = {label: Figure(row.name, label, "ms") for label in labels}
        figures += chosen.values()
        for run in range(options.runs + 1):
            answers = {}
            for label, figure in chosen.items():
                query, = row.parts(label.partition(":")[0], 0)
                answer = ask("open", engine=label, threads=options.threads, path=str(paths[label]), query=query)
                answers[label] = [answer["rows"]]
                if run > 0:
                    figure.values.append(answer["ms"])
                    figure.cpu.append(answer["cpu"])
            compare.check(row.name, answers, ordered=False)
    return figures


def opening_bundled(options):
    """The same of Naru's own small dataset, which the targets are relative to."""
    figures = []
    for name, query in rows.BUNDLED:
        figure = Figure(f"{name}-bundled", "naru", "ms")
        for run in range(options.runs + 1):
            answer = ask("open", engine="naru", threads=options.threads, path=None, query=query)
            if run > 0:
                figure.values.append(answer["ms"])
                figure.cpu.append(answer["cpu"])
        figures.append(figure)
    return figures


def start(labels, folder, options):
    """Whole processes: one query of the bundled cities, which the shells of the
    others find in a file."""
    cities, _, _ = _run([PROGRAM, "--lang", "en", "--format", "csv", "-c", "cities | select id, name"])
    names = list(csv.reader(io.StringIO(cities.decode())))[1:]
    commands = {"naru": [PROGRAM, "--format", "csv", "-c", "count(cities)"]}
    shells = {"sqlite": (shutil.which("sqlite3"), "-csv"), "duckdb": (_duckdb_shell(), "-csv", "-noheader")}
    for label, (program, *arguments) in shells.items():
        if label in labels and program:
            file = folder / f"bundled.{label}"
            file.unlink(missing_ok=True)
            _fill(program, file, names)
            commands[label] = [program, *arguments, file, "select count(*) from city"]
    figures = {label: Figure("start", label, "ms") for label in commands}
    for run in range(4 * options.runs + 1):
        for label, command in commands.items():
            output, wall, cpu = _run(command)
            if output.split()[-1] != str(len(names)).encode():
                raise compare.Different(f"start: {label} says {output!r}, not {len(names)}")
            if run > 0:
                figures[label].values.append(wall)
                figures[label].cpu.append(cpu)
    return list(figures.values())


def _duckdb_shell():
    """The program itself: what the package puts on the path is a script that
    starts Python first."""
    package = importlib.util.find_spec("duckdb_cli")
    return Path(package.origin).with_name("duckdb") if package else None


def _fill(program, file, names):
    script = "create table city(id text, name text);\n"
    for row in names:
        cells = ", ".join("'" + cell.replace("'", "''") + "'" for cell in row)
        script += f"insert into city values ({cells});\n"
    subprocess.run([program, file], input=script.encode(), check=True, stdout=subprocess.DEVNULL)


def _run(command):
    """The output, the milliseconds and those of the processor."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = (time.perf_counter() - begin) * 1000
    child.stdout.close()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {child.returncode}")
    return output, wall, (usage.ru_utime + usage.ru_stime) * 1000
