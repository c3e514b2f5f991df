"""Writes the tables: the same files for the same scale, on any machine.

`random.random()` is the one function whose numbers Python promises to keep.
"""
import calendar
import random
import shutil
from pathlib import Path

from . import tables

# Raised when the files of a scale change, so that cached ones are made anew.
VERSION = 1
COUNTRIES = 200
KINDS = ["mou", "sister", "friendship", "alliance", "contract"]
CURRENCIES = ["KRW", "USD", "EUR"]
SECTORS = [
    "bio", "culture", "education", "energy", "health", "ports", "science", "tourism", "trade", "transport",
]
KOREAN = ["바이오 산업 협력 협약", "관광 교류 협약", "교육 협력 양해각서", "항만 물류 업무협약"]
ENGLISH = ["MOU on science and trade", "Friendship agreement", "Sister city agreement", "Contract on energy"]
# At scale 1.
CITIES, AGREEMENTS, KEYS = 100_000, 1_000_000, (50_000, 100_000, 200_000, 400_000)


def cities(scale):
    return max(100, int(CITIES * scale))


def key_sizes(scale):
    return [max(100 * size // KEYS[0], int(size * scale)) for size in KEYS]


def partnerships(root, scale):
    """The network at a scale, made when it is first asked for."""
    folder = _made(Path(root) / f"data-{scale:g}", lambda folder: _write_partnerships(folder, scale))
    return tables.partnerships(folder)


def keys(root, scale):
    """Pairs of tables for the rows `nested` and `join`, of four sizes."""
    sizes = key_sizes(scale)
    folder = _made(Path(root) / f"data-{scale:g}-keys", lambda folder: _write_keys(folder, sizes))
    return tables.keys(folder, sizes)


def _made(folder, write):
    mark = folder / "version"
    if not mark.exists() or mark.read_text() != str(VERSION):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "dataset").mkdir(parents=True)
        write(folder)
        mark.write_text(str(VERSION))
    return folder


def _write(path, header, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.write("\t".join(header) + "\n")
        file.writelines("\t".join(map(str, row)) + "\n" for row in rows)


def _write_partnerships(folder, scale):
    dice = random.Random(20240117).random
    city_count, agreement_count = cities(scale), max(1_000, int(AGREEMENTS * scale))
    dataset = folder / "dataset"
    _write(dataset / "country.tsv", ["id", "name"], ((f"C{i:03}", f"Country {i}") for i in range(COUNTRIES)))
    _write(dataset / "city.tsv", tables.TABLES[1].names, (_city(i, dice) for i in range(city_count)))
    _write_agreements(folder, agreement_count, dice)
    parties = [_parties(city_count, dice) for _ in range(agreement_count)]
    _write(
        dataset / "participation.tsv", tables.TABLES[3].names,
        ((agreement, city) for agreement, cities in enumerate(parties) for city in cities))
    pairs = {(a, b) for cities in parties for a in cities for b in cities if a < b}
    _write(folder / "pairs.tsv", ["a", "b"], sorted(pairs))
    (dataset / "schema.ties").write_text(tables.SCHEMA)
    (dataset / "prelude.naru").write_text(tables.PRELUDE)


def _city(i, dice):
    lat, lon = round(dice() * 180 - 90, 2), round(dice() * 360 - 180, 2)
    return (i, f"City {i} 도시{i}", f"C{int(dice() * COUNTRIES):03}", lat, lon, int(dice() * 10_000_000))


def _write_agreements(folder, count, dice):
    names = tables.TABLES[2].names
    with (
        open(folder / "dataset" / "agreement.tsv", "w", encoding="utf-8") as known,
        open(folder / "agreement-days.tsv", "w", encoding="utf-8") as days,
    ):
        known.write("\t".join(names[:3] + ["signed"] + names[5:]) + "\n")
        days.write("\t".join(names) + "\n")
        for i in range(count):
            phrases = KOREAN if dice() < 0.5 else ENGLISH
            start = f"{i}\t{phrases[int(dice() * 4)]} {int(dice() * count)}\t{KINDS[int(dice() * 5)]}"
            recorded, first, last = date(dice)
            end = f"{_sectors(dice)}\t{int(dice() * 1_000_000)}\t{CURRENCIES[int(dice() * 3)]}\n"
            known.write(f"{start}\t{recorded}\t{end}")
            days.write(f"{start}\t{first}\t{last}\t{end}")


def date(dice):
    """What is recorded, with its first and its last day; a tenth of them are
    known only to the year or the month."""
    year, month, known = 1950 + int(dice() * 77), 1 + int(dice() * 12), dice()
    days = calendar.monthrange(year, month)[1]
    if known < 0.05:
        return f"{year}", f"{year}-01-01", f"{year}-12-31"
    if known < 0.10:
        return f"{year}-{month:02}", f"{year}-{month:02}-01", f"{year}-{month:02}-{days}"
    day = f"{year}-{month:02}-{1 + int(dice() * days):02}"
    return day, day, day


def _sectors(dice):
    chosen = {SECTORS[int(dice() * 10)] for _ in range(1 + int(dice() * 3))}
    return ";".join(sorted(chosen))


def _parties(cities, dice):
    """Two or three cities, 2.2 on average; few of them have most agreements."""
    wanted, parties = 3 if dice() < 0.2 else 2, set()
    while len(parties) < wanted:
        parties.add(int(cities * dice() ** 2.2))
    return sorted(parties)


def _write_keys(folder, sizes):
    dice = random.Random(7).random
    dataset = folder / "dataset"
    for size in sizes:
        _write(dataset / f"left_{size}.tsv", ["id", "k"], ((i, int(dice() * size)) for i in range(size)))
        _write(dataset / f"right_{size}.tsv", ["id", "key"], ((i, int(dice() * size)) for i in range(size)))
    schema = tables.KEYS_SCHEMA + "".join(tables.KEYS_TYPES.format(size) for size in sizes)
    (dataset / "schema.ties").write_text(schema)
