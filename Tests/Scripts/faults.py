#!/usr/bin/env python3
"""What goes wrong around a program: it is killed, the disk is full, memory is
short, reads come in crumbs, two write at once. Whatever happens, a file is the
old one or a whole new one, an answer is right or none, and nothing is left over.

    faults.py PROGRAM [ROUNDS] [SEED]
"""

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 500
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
CHANCE = random.Random(SEED)
SECONDS = 120
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def expect(holds, *what):
    if not holds:
        print("FAILED", *what, f"(seed {SEED})")
        sys.exit(1)


def naru(*words, **options):
    return subprocess.run([PROGRAM, *words], timeout=SECONDS, capture_output=True, **options)


def make_data(folder, rows, word):
    folder.mkdir()
    (folder / "schema.ties").write_text(
        'type town plural towns\n  from "towns.csv"\n  name  text label\n  n     int\n'
        "type region plural regions\n  title text label\n")
    lines = [f"{word} {number},{number * 7}" for number in range(rows)]
    (folder / "towns.csv").write_text("\n".join(["name,n", *lines]) + "\n")
    (folder / "regions.ties").write_text("".join(f'region r{n}\n  title "{word} {n}"\n' for n in range(200)))


def drafts(folder):
    return [name for name in os.listdir(folder) if name.startswith(".naru-")]


def killed(words, longest):
    """Starts a program and ends it somewhere on its way; whether it was."""
    child = subprocess.Popen([PROGRAM, *words], **QUIET)
    time.sleep(CHANCE.uniform(0, longest))
    child.kill()
    return child.wait() == -signal.SIGKILL


def seconds(*words):
    start = time.monotonic()
    naru(*words)
    return time.monotonic() - start


def killed_builds(work, data):
    target = work / "killed" / "world.narudb"
    target.parent.mkdir()
    whole = []
    for folder in data:
        expect(naru("build", str(folder), "-o", str(target)).returncode == 0, "build")
        whole.append(target.read_bytes())
    longest = seconds("build", str(data[0]), "-o", str(target)) * 1.1
    ended = 0
    for number in range(ROUNDS):
        ended += killed(["build", str(data[number % 2]), "-o", str(target)], longest)
        expect(target.read_bytes() in whole, "a build that was killed left", target)
    expect(naru("build", str(data[0]), "-o", str(target)).returncode == 0, "build")
    expect(target.read_bytes() == whole[0] and not drafts(target.parent), "drafts", drafts(target.parent))
    print(f"builds killed: {ended} of {ROUNDS}")


def killed_exports(work, data):
    reference = work / "reference"
    expect(naru("export", str(data[0]), "-o", str(reference)).returncode == 0, "export")
    files = {path.name: path.read_bytes() for path in reference.iterdir()}
    longest = seconds("export", str(data[0]), "-o", str(work / "timed")) * 1.1
    ended = 0
    for number in range(max(3, ROUNDS // 5)):
        target = work / f"export-{number}"
        ended += killed(["export", str(data[0]), "-o", str(target)], longest)
        for path in target.iterdir() if target.exists() else []:
            if not path.name.startswith(".naru-"):
                expect(path.read_bytes() == files[path.name], "an export that was killed left", path)
    print(f"exports killed: {ended} of {max(3, ROUNDS // 5)}")


def two_writers(work, data):
    target = work / "two" / "world.narudb"
    target.parent.mkdir()
    whole = []
    for folder in data:
        naru("build", str(folder), "-o", str(target))
        whole.append(target.read_bytes())
    for _ in range(max(3, ROUNDS // 20)):
        children = [subprocess.Popen([PROGRAM, "build", str(f), "-o", str(target)], **QUIET) for f in data]
        expect(all(child.wait() == 0 for child in children), "one of two writers failed")
        expect(target.read_bytes() in whole and not drafts(target.parent), "two writers left", target)


def full_disks(work, data):
    """A limit on the size of files is a disk that is full after so many bytes."""
    folder = work / "full"
    folder.mkdir()
    query = "towns | select name, n"
    for size in [0, 1, 63, 64, 4096, 65536]:
        def limit(size=size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        for name, words in [
            ("a.narudb", ["build", str(data[0]), "-o", str(folder / "a.narudb")]),
            ("a.csv", ["--data", str(data[0]), "-o", str(folder / "a.csv"), query]),
            ("a.json", ["--data", str(data[0]), "-o", str(folder / "a.json"), query]),
        ]:
            (folder / name).write_bytes(b"old")
            outcome = naru(*words, preexec_fn=limit)
            expect(outcome.returncode == 3 and b"E5306" in outcome.stderr, name, size, outcome)
            expect((folder / name).read_bytes() == b"old", name, "was replaced")
        outcome = naru("export", str(data[0]), "-o", str(folder / f"export-{size}"), preexec_fn=limit)
        expect(outcome.returncode == 3 and b"E5306" in outcome.stderr, "export", size, outcome)
    expect(not drafts(folder), "drafts", drafts(folder))
    if os.path.exists("/dev/full"):
        for words in [["1"], ["schema"], ["--format", "json", "cities"], ["--help"], ["explain", "E2003"]]:
            with open("/dev/full", "wb") as full:
                outcome = subprocess.run(
                    [PROGRAM, *words], timeout=SECONDS, stdout=full, stderr=subprocess.PIPE)
            expect(outcome.returncode == 3 and b"E5306" in outcome.stderr, words, outcome)


def short_memory(work, data):
    """The runtime ends a process that gets no memory; it never goes on without."""
    query = ["--data", str(data[0]), "towns | group by last: n % 10 into total: sum(n) | sort last"]
    whole = naru(*query)
    expect(whole.returncode == 0, whole)
    right = whole.stdout
    target = work / "memory.narudb"
    target.write_bytes(b"old")
    statuses = {}
    for megabytes in range(16, 16 + 12 * max(4, min(40, ROUNDS // 10)), 12):
        def limit(bytes=megabytes << 20):
            resource.setrlimit(resource.RLIMIT_AS, (bytes, bytes))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        outcome = naru(*query, preexec_fn=limit)
        expect(outcome.returncode != 0 or outcome.stdout == right, megabytes, outcome)
        build = naru("build", str(data[0]), "-o", str(target), preexec_fn=limit)
        expect(build.returncode == 0 or target.read_bytes() == b"old", megabytes, build)
        target.write_bytes(b"old")
        statuses[outcome.returncode] = statuses.get(outcome.returncode, 0) + 1
    print("with little memory, statuses and how often:", statuses)


def crumbs(data):
    """Reads that come in pieces, and signals between them."""
    table = (data[0] / "towns.csv").read_bytes()[:20000]
    table = table[: table.rindex(b"\n") + 1]
    right = naru("--data", "csv:-", "count(stdin)", input=table).stdout
    for _ in range(max(2, ROUNDS // 50)):
        child = subprocess.Popen(
            [PROGRAM, "--data", "csv:-", "count(stdin)"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        place = 0
        while place < len(table):
            size = CHANCE.choice([1, 2, 3, 7, 100, 4096])
            child.stdin.write(table[place:place + size])
            place += size
            if CHANCE.random() < 0.2:
                os.kill(child.pid, CHANCE.choice([signal.SIGWINCH, signal.SIGCONT, signal.SIGURG]))
        child.stdin.close()
        answer = child.stdout.read()
        expect(child.wait() == 0 and answer == right, "crumbs", answer, right)


def main():
    print("seed", SEED)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        data = [work / "first", work / "second"]
        make_data(data[0], 5000, "town")
        make_data(data[1], 3000, "village")
        killed_builds(work, data)
        killed_exports(work, data)
        two_writers(work, data)
        full_disks(work, data)
        short_memory(work, data)
        crumbs(data)
    print("all as it should be")


main()
