"""Holds the program to its limits, construct by construct.

usage: python3 Tests/Scripts/limits.py [--program PATH] [--time SECONDS] [--memory MB] [--counted] [NAME...]

For each construct that can take much time or memory the program runs under a
limit of each, and the table shows how far it went beyond: seconds after the limit,
and megabytes resident beyond what the process has before the query. With
--counted it runs without limits, on less data, and shows the most memory that the
query counted beside what the process grew by.
"""
import argparse
import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
import zlib

MOST_SECONDS = 0.1
MOST_MEGABYTES = 64

# What is asked of tables and edges: a query, and whether it is one for --counted.
QUERIES = {
    "sort": "big | sort t desc | select t",
    "sort-many": "big | add a: v + 1, b: v + 2, c: t + k | sort a, c",
    "group": "big | group by t into n: count()",
    "group-list": "big | group by k into l: list(t), m: list(v)",
    "group-concat": "big | group by k into l: concat(t)",
    "group-distinct": "big | group by k into l: count(distinct(t))",
    "distinct": "big | distinct t, v",
    "join": "big | join b: big on b.t = t | select t, x: b.v | sort x",
    "join-many": "big | join b: big on b.k = k | select t, x: b.v | sort x",
    "union": "big | select t | union (big | select t: k)",
    "except": "big | select t, v | except (big | select t, v | take 10)",
    "window": "big | add s: sum(v) over k, r: rank(v) over k | sort s",
    "so-far": "big | add s: list(v) over k so far | select n: count(s)",
    "median": "big | group by k into m: median(v), p: percentile(v, 90)",
    "top": "big | top 100000 by t",
    "nested-top": "big | take 6000 | select t, x: count((dataset.big | take 40 | top 2 by d))",
    "nested-sort": "big | take 6000 | select t, x: count((dataset.big | take 40 | sort d | take 2))",
    "nested-join": "big | select t, n: count((dataset.big[k = \"g1\"] | where v > 10))",
    "pairs": "pairs((big | take 3000)) | sort first.t",
    "shape": "big | select x: it{t, v, k, d} | sort x.t",
    "texts": "big | select x: t + t + t + k + k, y: upper(t), z: replace(t, \"number\", \"nnnnn\")",
    "split": "big | select x: split(t, \" \") | sort count(x)",
    "lists": "big | select x: [t, k, t + \"a\"] | sort count(x)",
    "concat": "let f0(x: text) = concat([x,x])\n"
    + "\n".join(f"let f{n}(x: text) = f{n-1}(f{n-1}(x))" for n in range(1, 9)) + "\nlength(f8(\"a\"))",
    "replace": "let a0 = \"aaaaaaaaaaaaaaaa\"\n"
    + "\n".join(f"let a{n} = replace(a{n-1}, \"a\", \"aaaaaaaaaaaaaaaa\")" for n in range(1, 9)) + "\nlength(a8)",
    "evidence": "big | join b: big on b.k = k | where b.v > v | with sources | select t",
    "why": "big | group by k into n: count(), s: sum(v) | why",
    "sources": "big | select t, s: sources(it)",
    "kept": "big | select id, t, v, k, d",
    "reach": "node | reach from it via partners",
    "paths": "paths from node \"n0\" to node \"n19999\" via partners up to 12 simple | select hops",
    "network": "network nodes via partners",
    "betweenness": "nodes | select name, b: betweenness(it, via: partners) | sort b",
}
NODES = {"reach", "paths", "network", "betweenness"}
QUERIES["reach"] = "nodes | select name, n: count(reached(it, via: partners))"
# Formats that gather what they show.
FORMATS = {"box": "big", "markdown": "big", "html": "big", "json": "big", "bar": "big | select t, v", "xlsx": "big"}


def doubled(name, body, last):
    """Definitions that use each other twice."""
    return "\n".join([f"let {name}0 = 1"] + [f"let {name}{n} = {body.format(f'{name}{n-1}')}" for n in range(1, last)])


def sources(size):
    """Programs of about so many bytes, each hard on another part."""
    return {
        "escapes": '"\\d"' * (size // 4),
        "quotes": '"a \\""' * (size // 6),
        "signs": "\u00a7" * (size // 2),
        "emoji": "👨‍👩‍👧‍👦" * (size // 25),
        "name": "a" * size,
        "unknown-names": "[" + ", ".join(f"name{n}" for n in range(size // 10)) + "]",
        "list": "[" + "1," * (size // 2) + "1]",
        "texts": "[" + '"ab",' * (size // 5) + '"ab"]',
        "sum": "1" + "+1" * min(size // 2, 240),
        "brackets": "(" * size,
        "closers": ")" * size,
        "strays": "([{" * (size // 3),
        "ifs": "- if " * (size // 5),
        "comments": "#a\n" * (size // 3) + "1",
        "lets": "\n".join(f"let n{n} = {n}" for n in range(size // 14)) + "\nn1",
        "wrong-lets": "\n".join(f"let n{n} = x{n}" for n in range(size // 16)) + "\nn1",
        "open-texts": '\\"\n' * (size // 3),
        "stages": "cities" + " | take 9" * (size // 9),
        "queries": "1\n" * (size // 2),
        "doubling": doubled("x", "{0} + {0}", 17) + "\n" + "\n".join("x16 + 1" for _ in range(size // 8)),
        "sql": "select a from b where " + "c = 1 and " * (size // 10) + "d = 2",
    }


class Files:
    """What is loaded, made once, of about so many megabytes."""

    def __init__(self, folder, megabytes):
        self.folder = folder
        self.rows = megabytes * 15_000
        random.seed(7)

    def path(self, name):
        path = self.folder / name
        if not path.exists():
            getattr(self, name.split(".")[0].replace("-", "_"))(path)
        return str(path)

    def big(self, path):
        with open(path, "w") as file:
            file.write("id,k,v,t,d\n")
            for row in range(self.rows):
                day = "" if row % 5 == 0 else f"20{row % 15 + 10}-{row % 12 + 1:02}"
                file.write(f"r{row},g{row % 1000},{row * 7919 % 1000003},text number {row} of many,{day}\n")

    def edges(self, path):
        with open(path, "w") as file:
            file.write("from,to\n")
            for row in range(self.rows // 10):
                for _ in range(3):
                    file.write(f"n{row},n{random.randrange(self.rows // 10)}\n")

    def wide(self, path):
        columns = min(self.rows, 100_000)
        path.write_text("[" + ",".join(f'{{"k{n}":1}}' for n in range(columns)) + "]")

    def json(self, path):
        rows = (f'{{"a":"text {n}","b":{n},"c":[1,2,{n}],"d":{{"e":"x{n}"}}}}' for n in range(self.rows))
        path.write_text("[" + ",\n".join(rows) + "]")

    def lines(self, path):
        path.write_text("".join(f'{{"a":"text {n}","b":{n},"c":[1,2,{n}]}}\n' for n in range(self.rows)))

    def packed(self, path):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        with open(path, "wb") as file:
            file.write(packer.compress(b"id,t\n"))
            for start in range(0, self.rows * 20, 1000):
                rows = "".join(f"{n},text of the row {n % 10}\n" for n in range(start, start + 1000))
                file.write(packer.compress(rows.encode()))
            file.write(packer.flush())

    def views(self, path):
        import sqlite3
        database = sqlite3.connect(path)
        database.execute("create table t(a)")
        database.execute(
            "create view v as with recursive n(x) as (select 1 union all select x + 1 from n) select x from n")
        database.commit()

    def database(self, path):
        import sqlite3
        database = sqlite3.connect(path)
        database.execute("create table rows(a, b, c)")
        database.executemany("insert into rows values(?,?,?)", ((n, f"text {n}", n % 7) for n in range(self.rows)))
        database.commit()

    def records(self, path):
        path.mkdir()
        (path / "schema.ties").write_text("languages en\ntype city plural cities\n  name  text label\n  size  int\n")
        (path / "data.ties").write_text(
            "".join(f'city c{n}\n  name "city number {n}"\n  size {n}\n' for n in range(self.rows)))


def processed(arguments, stdin, limit):
    """Seconds, most resident megabytes, exit code and what was told."""
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen(arguments, stdin=stdin or subprocess.DEVNULL, stdout=out, stderr=told)
        killer = threading.Timer(limit, process.kill)
        killer.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        killer.cancel()
        told.seek(0)
        return seconds, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), told.read()


class Bench:
    def __init__(self, given):
        self.given = given
        self.files = Files(given.folder, given.size // 4 if given.counted else given.size)
        self.failures = []

    def constructs(self):
        """Name, arguments, standard input; and those of a query that loads the same and does nothing."""
        big, edges = self.opened("big.csv"), self.opened("edges.csv", "--edges", "from,to")
        for name, query in QUERIES.items():
            data = edges if name in NODES else big
            yield name, [*data, "--format", "csv", "-c", query], None, [*data, "-c", "1"]
        for name, query in FORMATS.items():
            output = ["-o", str(self.given.folder / "out.xlsx")] if name == "xlsx" else ["--format", name]
            yield f"format-{name}", [*big, *output, "-c", query], None, [*big, "-c", "1"]
        if self.given.counted:
            return
        for name, text in sources(self.given.source).items():
            path = self.given.folder / f"{name}.naru"
            path.write_text(text)
            yield f"source-{name}", ["-f", str(path)], None, ["-c", "1"]
        for name in ["big.csv", "wide.json", "json.json", "lines.ndjson", "packed.csv.gz", "views.sqlite",
                     "database.sqlite", "records"]:
            yield f"load-{name.split('.')[0]}", ["--data", self.files.path(name), "-c", "1"], None, ["-c", "1"]
        yield "pipe", ["--data", "-", "-c", "1"], "yes", ["-c", "1"]
        yield "program-pipe", ["-f", "-"], "yes", ["-c", "1"]

    def opened(self, name, *options):
        """What opens a table. As a snapshot that takes next to nothing, so that limits are the query's."""
        table = ["--data", self.files.path(name), *options]
        if self.given.counted:
            return table
        snapshot = str(self.given.folder / f"{name}.narudb")
        subprocess.run([self.given.program, "build", *table[1:], "-o", snapshot], check=True, capture_output=True)
        return ["--data", snapshot]

    def run(self):
        for name, arguments, piped, idle in self.constructs():
            if not self.given.names or name in self.given.names:
                self.counted(name, arguments, idle) if self.given.counted else self.limited(
                    name, arguments, piped, idle)
        return self.failures

    def limited(self, name, arguments, piped, idle):
        base_seconds, base, _, _ = processed([self.given.program, *idle], None, 60)
        if name.startswith("load") or piped:
            base_seconds = 0
        limit = ["--timeout", f"{int((self.given.time + base_seconds) * 1000)}ms"]
        memory = ["--max-memory", f"{self.given.memory}MB", "--timeout", "20s"]
        for kind, options in (("time", [*limit, "--max-memory", "none"]), ("memory", memory)):
            feeder = subprocess.Popen(["yes", "a,b,c,d,e"], stdout=subprocess.PIPE) if piped else None
            seconds, resident, code, told = processed(
                [self.given.program, *options, *arguments], feeder and feeder.stdout, 40)
            if feeder:
                feeder.stdout.close()
                feeder.wait()
            if kind == "time":
                over, unit, most = seconds - self.given.time - base_seconds, "s", MOST_SECONDS
            else:
                over, unit, most = resident - base - self.given.memory * 1e6 / 2**20, "MB", MOST_MEGABYTES
            isOver = over > most
            line = f"{name:24} {kind:7} {over:+9.2f} {unit:2} exit {code:4} {len(told):8} bytes told"
            print(line + ("   OVER" if isOver else ""), flush=True)
            if isOver:
                self.failures.append(f"{name} {kind}")

    def counted(self, name, arguments, idle):
        def stats(arguments):
            _, resident, code, told = processed(
                [self.given.program, "--stats", "--diagnostics", "json", "--max-memory", "8GB", *arguments], None, 60)
            last = told.decode(errors="replace").strip().splitlines()
            figures = json.loads(last[-1]) if last and last[-1].startswith("{") else {}
            return resident, (figures.get("memory") or 0) / 2**20, code

        base, _, _ = stats(idle)
        resident, held, code = stats(arguments)
        grown = resident - base
        isOff = grown > held + 24 and grown > held * 1.5
        print(f"{name:24} counted {held:8.1f} MB   grown {grown:8.1f} MB   exit {code}" + ("   OFF" if isOff else ""), flush=True)
        if isOff:
            self.failures.append(name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=".build/release/naru")
    parser.add_argument("--time", type=float, default=0.5, help="seconds")
    parser.add_argument("--memory", type=int, default=100, help="megabytes")
    parser.add_argument("--size", type=int, default=40, help="megabytes of tables")
    parser.add_argument("--source", type=int, default=1_000_000, help="bytes of programs")
    parser.add_argument("--counted", action="store_true")
    parser.add_argument("--folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        given.folder = given.folder or pathlib.Path(folder)
        given.folder.mkdir(exist_ok=True)
        failures = Bench(given).run()
    if failures:
        sys.exit("beyond what is allowed: " + ", ".join(failures))


if __name__ == "__main__":
    main()
