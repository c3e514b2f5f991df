"""Counts the instructions of small queries, which no busy machine disturbs.

usage: python3 -m bench.instructions [--record]
"""
import argparse
import os
import platform
import re
import subprocess
import sys

from . import data, page, results, rows
from .__main__ import FOLDER, ROOT
from .engines.naru import PROGRAM

RECORD = ROOT / "Benchmarks" / "instructions.txt"
SCALE = 0.002
# Of what was recorded; the same build differs by less than a thousandth.
TOLERANCE = 0.03
HEADER = """\
# Instructions of the release program, in thousands, as `make instructions`
# counts them with callgrind. `start` is one query of the bundled dataset, `load`
# the tables of Benchmarks at scale {scale:g}; the others are queries without it.
# They can be compared where the toolchain is the same.
# machine: {machine}
# toolchain: {toolchain}
"""


def toolchain():
    """What decides how many instructions a program has and takes."""
    swift = _said("swift", "--version").partition("(")[0].strip()
    valgrind = _said("valgrind", "--version").strip()
    return f"{swift}, {platform.machine()}, {' '.join(platform.libc_ver())}, {valgrind}"


def _said(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


def count(program, arguments):
    # Hashing is seeded anew for each process otherwise.
    environment = {**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1", "LC_ALL": "C.UTF-8"}
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "--threads", "1"]
    done = subprocess.run(
        [*command, "--format", "csv", *arguments], env=environment, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"counting failed for {arguments}:\n{done.stderr}")
    return int(found.group(1))


def counts():
    """Thousands of instructions by name."""
    # Valgrind may fail to read the debugging symbols of a newer compiler.
    program = FOLDER / "naru-counted"
    FOLDER.mkdir(parents=True, exist_ok=True)
    subprocess.run(["strip", "-o", program, PROGRAM], check=True)
    tables = str(data.partnerships(FOLDER, SCALE).naru)
    load = count(program, ["--data", tables, "-c", "count(countries)"])
    found = {"start": count(program, ["-c", "count(cities)"]), "load": load}
    for row in rows.QUERIES:
        query = row.parts("naru", data.cities(SCALE))[0]
        found[row.name] = count(program, ["--data", tables, "-c", query]) - load
    return {name: round(number / 1000) for name, number in found.items()}


def written(found, machine, chain):
    lines = [f"{name}\t{number}\n" for name, number in found.items()]
    return HEADER.format(scale=SCALE, machine=machine, toolchain=chain) + "".join(lines)


def read(text):
    """The counts and the toolchain of a recorded file."""
    chain = re.search(r"^# toolchain: (.*)$", text, re.MULTILINE)
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: int(number) for name, number in lines}, chain.group(1) if chain else ""


def changes(recorded, found):
    """A line for each name whose count is another, with the change."""
    table = []
    for name in {**recorded, **found}:
        before, now = recorded.get(name), found.get(name)
        if before is None or now is None:
            table.append([name, str(before or "–"), str(now or "–"), "–"])
        elif abs(now - before) > TOLERANCE * before:
            table.append([name, str(before), str(now), f"{(now / before - 1) * 100:+.1f} %"])
    return table


def main():
    parser = argparse.ArgumentParser(prog="instructions")
    parser.add_argument("--record", action="store_true", help="write Benchmarks/instructions.txt")
    given = parser.parse_args()
    found, chain = counts(), toolchain()
    if given.record:
        RECORD.write_text(written(found, page.machine(), chain), encoding="utf-8")
        return print(f"{RECORD} is recorded")
    recorded, was = read(RECORD.read_text(encoding="utf-8"))
    table = changes(recorded, found)
    if not table:
        return print(f"{len(found)} counts are within {TOLERANCE:.0%} of those recorded")
    print(results.aligned([["query", "recorded", "now", "change"], *table]))
    if was != chain:
        return print(f"\nThey were recorded with {was}; this is {chain}, so they can't be compared.")
    sys.exit("\nMore than they were: find out why. Fewer: record them with `make instructions RECORD=1`.")


if __name__ == "__main__":
    main()
