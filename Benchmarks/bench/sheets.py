"""How fast one's own tables are read, and how much memory it takes.

usage: python3 -m bench.sheets [--rows N] [--runs N] [--threads N]

A table of eight columns of mixed kinds as a workbook of xlsxwriter and as CSV,
and a database of a small and a large table. Naru reads each in a process of its
own; openpyxl reads the workbook in its read-only way, the fastest it has. The
columns' memory is what a snapshot of the table takes: its columns and texts,
and nothing else.
"""
import argparse
import csv
import datetime
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time

from .__main__ import FOLDER
from .engines.naru import PROGRAM

HEAD = ["city", "partner", "signed", "people", "budget", "share", "active", "note"]
CITIES = ["울산", "Siheung", "Nara", "Versailles", "대전", "Seattle", "Nanjing", "Xi'an"]
OPENPYXL = """
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
print(sum(1 for row in book.active.iter_rows(values_only=True)))
"""


def rows(count):
    source = random.Random(1)
    for _ in range(count):
        yield [
            source.choice(CITIES) + str(source.randrange(20000)), source.choice(CITIES) + str(source.randrange(20000)),
            datetime.date(1950, 1, 1) + datetime.timedelta(days=source.randrange(27000)), source.randrange(10**7),
            round(source.uniform(0, 1e6), 2), round(source.random(), 4), source.random() < 0.5,
            None if source.random() < 0.3 else f"remark {source.randrange(10**6)}"]


def workbook(path, count):
    import xlsxwriter
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("ties")
    sheet.write_row(0, 0, HEAD)
    for number, row in enumerate(rows(count), start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(number, column, cell, day)
            elif cell is not None:
                sheet.write(number, column, cell)
    book.close()


def text(cell):
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else cell


def separated(path, count):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows([text(cell) for cell in row] for row in rows(count))


def database(path, count):
    base = sqlite3.connect(path)
    base.execute("create table ties(city text, partner text, signed text, people int, budget real, share real,"
                 " active int, note text)")
    base.executemany("insert into ties values (?, ?, ?, ?, ?, ?, ?, ?)",
                     ([str(cell) if isinstance(cell, datetime.date) else cell for cell in row] for row in rows(count)))
    base.execute("create table countries(code text primary key, name text)")
    base.executemany("insert into countries values (?, ?)", [(f"c{n}", f"country {n}") for n in range(200)])
    base.commit()
    base.close()


def measured(command):
    """Seconds, seconds of the processor, megabytes at most."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"failed: {command}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median(command, runs):
    return [statistics.median(figures) for figures in zip(*(measured(command) for _ in range(runs)))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=400_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    folder = FOLDER / "sheets"
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        make: folder / f"ties{options.rows}.{ending}"
        for make, ending in [(separated, "csv"), (workbook, "xlsx"), (database, "sqlite")]}
    for make, path in files.items():
        if not path.exists():
            # In a process of its own: what one takes counts for those it starts.
            if os.fork() == 0:
                make(path, options.rows)
                os._exit(0)
            if os.wait()[1]:
                sys.exit(f"not made: {path}")
    snapshot = folder / "ties.narudb"
    subprocess.run([PROGRAM, "build", "-q", files[separated], "-o", snapshot], check=True)
    columns = snapshot.stat().st_size / 2**20
    naru = [PROGRAM, "-q", "--threads", str(options.threads)]
    bare = median([*naru, "1"], options.runs)
    print(f"{options.rows} rows of 8 columns, whose memory is {columns:.0f} MB; {options.threads} threads")
    print(f"{'':28}{'s':>8}{'s (processor)':>16}{'MB':>8}{'/ columns':>12}")

    def show(name, command, base=0.0):
        wall, processor, memory = median(command, options.runs)
        memory -= base
        print(f"{name:28}{wall:8.2f}{processor:16.2f}{memory:8.0f}{memory / columns:12.1f}", flush=True)
        return wall

    show("naru, .csv", [*naru, "--data", files[separated], "count(rows)"], bare[2])
    mine = show("naru, .xlsx", [*naru, "--data", files[workbook], "count(rows)"], bare[2])
    other = show("openpyxl, .xlsx", [sys.executable, "-c", OPENPYXL, files[workbook]])
    print(f"{'':28}{other / mine:8.1f} times as fast as openpyxl")
    show("naru, .sqlite, large table", [*naru, "--data", files[database], "count(ties)"], bare[2])
    show("naru, .sqlite, small table", [*naru, "--data", files[database], "count(countries)"], bare[2])


if __name__ == "__main__":
    main()
