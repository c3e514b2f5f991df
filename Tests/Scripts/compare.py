#!/usr/bin/env python3
"""Compares what Naru reads in tables with what pandas reads, cell by cell.

    compare.py NARU [DATA]    twenty workbooks of different shapes, as openpyxl and
                              xlsxwriter write them and as LibreOffice saves them, and
                              a workbook that Naru writes; with DATA, a folder of real
                              tables, these; and tables that are wide or in odd forms

Needs pandas, openpyxl, xlsxwriter, and LibreOffice's `soffice`.
"""
import datetime
import glob
import json
import math
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

import openpyxl
import pandas

NARU = os.path.abspath(sys.argv[1])
FAILED = []


def naru(*words):
    done = subprocess.run([NARU, "-q", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"naru {' '.join(words)[:200]}: {done.stderr[:400]}")
    return done.stdout


def rows(path, query="rows | select *", *options):
    return json.loads(naru("--data", path, *options, "--format", "json", query))


def same(mine, other):
    if other is None or isinstance(other, float) and math.isnan(other) or other is pandas.NaT:
        return mine is None
    if isinstance(other, (datetime.datetime, pandas.Timestamp)):
        return mine == other.strftime("%Y-%m-%d")
    if isinstance(other, bool):
        return mine is other
    if isinstance(other, (int, float)) and not isinstance(mine, str):
        return mine is not None and math.isclose(mine, other, rel_tol=1e-12, abs_tol=0)
    return str(mine) == str(other)


def compare(name, found, frame):
    """Row by row, in order; columns by place."""
    wanted = frame.astype(object).values.tolist()
    wrong = abs(len(found) - len(wanted))
    for mine, other in zip(found, wanted):
        cells = list(mine.values())
        wrong += abs(len(cells) - len(other)) + sum(not same(a, b) for a, b in zip(cells, other))
    size = f"{len(wanted)} x {len(frame.columns)}"
    print(f"{name}: {size}, {'equal' if not wrong else f'{wrong} cells differ'}")
    if wrong:
        FAILED.append(name)


def workbooks(folder):
    script = os.path.join(os.path.dirname(__file__), "workbooks.py")
    subprocess.run([sys.executable, script, "compare", folder], check=True)
    files = sorted(glob.glob(folder + "/*.xlsx"))
    saved = os.path.join(folder, "saved")
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", saved, *files], check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for path in files + sorted(glob.glob(saved + "/*.xlsx")):
        frame = pandas.read_excel(path, keep_default_na=False, na_values=[""])
        names = ", ".join("`" + name + "`" for name in frame.columns)
        found = rows(path, f"rows | select {names}")
        compare(os.path.relpath(path, folder), found, frame)


def written(folder):
    """What Naru writes, as openpyxl and LibreOffice read it."""
    path = os.path.join(folder, "written.xlsx")
    query = "agreements | sort id | select id, title, signed, n: count(parties), open: signed > @2010"
    naru("-o", path, query)
    expected = json.loads(naru("--format", "json", query))
    for by in ["openpyxl", "LibreOffice"]:
        if by == "LibreOffice":
            subprocess.run(
                ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", folder + "/again", path], check=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            path = folder + "/again/written.xlsx"
        sheet = openpyxl.load_workbook(path, data_only=True).active
        frame = pandas.DataFrame(list(sheet.iter_rows(min_row=2, values_only=True)), dtype=object)
        compare(f"written by Naru, read by {by}", expected, frame)


def odd(folder):
    """Tables in forms that some have."""
    source = random.Random(1)
    wide = pandas.DataFrame(
        [[source.randint(0, 9) if column % 3 else f"answer {source.randint(0, 9)}" for column in range(3000)] for _ in range(50)],
        columns=[f"measure_{column}" for column in range(3000)])
    path = folder + "/wide.csv"
    wide.to_csv(path, index=False)
    compare("3,000 columns", rows(path, "rows | select " + ", ".join(wide.columns)), wide)

    lines = ["member,byear,bmonth,bday,eyear,emonth,eday"]
    for number in range(500):
        end = (0, 0, 0) if number % 3 else (source.randint(1950, 2000), source.choice([-9, 3]), -9)
        month = source.choice([0, -9, 5, 12])
        day = source.choice([0, -9, 28]) if month > 0 else month
        lines.append(f"{number % 90},{source.randint(1815, 1949)},{month},{day},{end[0]},{end[1]},{end[2]}")
    path = folder + "/treaties.csv"
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")
    frame = pandas.read_csv(path)

    def begin(row):
        if row.bmonth <= 0:
            return str(row.byear)
        return f"{row.byear}-{row.bmonth:02}" + ("" if row.bday <= 0 else f"-{row.bday:02}")

    query = "rows | select begin: date(byear, bmonth, bday) ?? date(byear, bmonth) ?? date(byear)"
    found = rows(path, query)
    compare("a treaty table, dates in three columns", found, pandas.DataFrame([[begin(row)] for row in frame.itertuples()]))

    path = folder + "/world.sqlite"
    base = sqlite3.connect(path)
    base.executescript("""
        create table country(code text primary key, name text);
        create table city(id integer primary key, name text, country text references country(code), flag blob, area real);
        create view big as select name, area from city where area > 500;
        insert into country values ('kr', '한국'), ('us', 'United States');""")
    base.executemany(
        "insert into city values (?, ?, ?, ?, ?)",
        [(n, f"city {n}", source.choice(["kr", "us", None]), os.urandom(20), source.uniform(0, 1000)) for n in range(1, 400)])
    base.commit()
    frame = pandas.read_sql(
        "select c.name, k.name as country, area from city c left join country k on k.code = c.country order by c.id", base)
    compare("SQLite, by a foreign key", rows(path, "city | select name, country: country.name, area"), frame)
    compare("SQLite, a view", rows(path, "big | select name, area"), pandas.read_sql("select * from big", base))


def real(data, folder):
    frame = pandas.read_csv(data + "/eu-sister-cities.tsv", sep="\t", keep_default_na=False, na_values=[""], quoting=3)
    first = rows(data + "/eu-sister-cities.tsv", "rows | take 1")[0]
    # In front stands the row itself.
    names = list(first)[1:]
    compare("eu-sister-cities.tsv", rows(data + "/eu-sister-cities.tsv", "rows | select " + ", ".join(names)), frame)
    frame = pandas.read_csv(data + "/konect-twin.txt", sep=r"\s+", header=None, comment="%")
    compare("konect-twin.txt", rows(data + "/konect-twin.txt", "rows | select column_1, column_2"), frame)


def main():
    with tempfile.TemporaryDirectory() as folder:
        odd(folder)
        if len(sys.argv) > 2:
            real(sys.argv[2], folder)
        written(folder)
        workbooks(folder)
    if FAILED:
        raise SystemExit(f"{len(FAILED)} tables differ")


main()
