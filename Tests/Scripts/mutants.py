#!/usr/bin/env python3
"""Counts the rows of files that Naru accepted, with readers that are none of its own.

    mutants.py FOLDER    what MutantTests kept in NARU_MUTANTS_KEPT=FOLDER

Prints the files of which Naru read fewer or more rows than others do and said
nothing about it, and how many could be compared.
"""
import collections
import csv
import gzip
import io
import json
import os
import sqlite3
import sys
import warnings
import xml.etree.ElementTree as tree

import openpyxl

warnings.simplefilter("ignore")
csv.field_size_limit(1 << 30)


def texts(path, data):
    """How many rows with a cell, for each separator that there may be."""
    counts = set()
    for encoding in ["utf-8-sig", "utf-16", "cp949", "shift_jis", "gb18030", "cp1252"]:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, UnicodeError):
            continue
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        lines = text.split("\n")
        for skipped in range(3):
            body = "\n".join(lines[skipped:])
            for separator in ",;\t|":
                try:
                    rows = list(csv.reader(io.StringIO(body), delimiter=separator, strict=True))
                except csv.Error:
                    continue
                counts.add(sum(1 for row in rows if any(cell != "" for cell in row)))
                counts.add(len(rows) - (1 if rows and not rows[-1] else 0))
        counts.add(sum(1 for line in lines if line.strip(",;\t| ")))
        counts.add(len(lines) - (lines[-1] == ""))
    return {count - header for count in counts for header in (0, 1)}


def jsons(path, data):
    value = json.loads(data.decode("utf-8-sig"))
    counts = set()

    def look(value):
        if isinstance(value, list):
            counts.add(len(value))
        elif isinstance(value, dict):
            counts.add(len(value))
            for member in value.values():
                look(member)

    look(value)
    return counts


def lines(path, data):
    return {sum(1 for line in data.decode("utf-8-sig").split("\n") if line.strip())}


def graph(path, data):
    names = collections.Counter(element.tag.split("}")[-1] for element in tree.fromstring(data).iter())
    return {names["node"] + names["edge"]}


def database(path, data):
    base = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    base.text_factory = lambda text: text.decode("utf-8", "replace")
    shadows = {name for name, in base.execute("select name from pragma_table_list where type = 'shadow'")}
    total = 0
    for name, in base.execute(
            "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\'"):
        if name in shadows:
            continue
        try:
            total += sum(1 for _ in base.execute('select * from "%s"' % name.replace('"', '""')))
        except sqlite3.DatabaseError:
            continue
    return {total}


def sheets(path, data):
    total = filled = 0
    for sheet in openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows = sum(1 for row in sheet.iter_rows(values_only=True) if any(cell not in (None, "") for cell in row))
        total += rows
        filled += rows > 0
    return {total - filled, total}


READERS = {
    "text": texts, "gz": lambda path, data: texts(path, gzip.decompress(data)), "json": jsons, "ndjson": lines,
    "graphs": graph, "sqlite": database, "xlsx": sheets, "xlsx-parts": sheets,
}


def main():
    folder = sys.argv[1]
    for kind, reader in READERS.items():
        path = os.path.join(folder, kind + ".list")
        if not os.path.exists(path):
            continue
        found = collections.Counter()
        for line in open(path, encoding="utf-8", newline="\n"):
            if line.count("\t") < 3:
                continue
            name, tables, left, words = line.rstrip("\n").split("\t", 3)
            rows = sum(int(table.rsplit("=", 1)[1]) for table in tables.split(";") if table)
            file = os.path.join(folder, name)
            try:
                expected = reader(file, open(file, "rb").read())
            except Exception as problem:
                found["refused by the other reader"] += 1
                if os.environ.get("VERBOSE"):
                    print(f"  {name}: {type(problem).__name__} {problem}; naru {rows} {words[:100]}")
                continue
            if rows in expected:
                found["as many rows"] += 1
            elif left or words:
                found["others, with a word"] += 1
                if os.environ.get("VERBOSE"):
                    print(f"  {name}: {rows}, not {sorted(expected)}: {left} {words[:300]}")
            else:
                found["others, without a word"] += 1
                print(f"  {name}: {rows} rows, not {sorted(expected)}")
        print(kind, dict(found))


main()
