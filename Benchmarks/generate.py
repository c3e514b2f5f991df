#!/usr/bin/env python3
"""Writes a made-up network of city partnerships as TSV tables.

usage: generate.py FOLDER [SCALE]

Scale 1 is 100,000 cities in 200 countries, 1,000,000 agreements and 2,200,000
participations that follow a power law over the cities. A tenth of the dates
are known only to the month or year. The same scale gives the same files.
"""
import os
import random
import sys

KINDS = ["mou", "sister", "friendship", "declaration", "contract"]
CURRENCIES = ["KRW", "USD", "EUR"]
THEMES = ["바이오", "관광", "교육", "항만", "culture", "science", "trade", "energy"]


def date(rng):
    year, month, day = rng.randint(1950, 2026), rng.randint(1, 12), rng.randint(1, 28)
    coarse = rng.random()
    if coarse < 0.05:
        return f"{year}"
    if coarse < 0.10:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{day:02}"


def write(folder, name, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        for row in rows:
            file.write("\t".join(map(str, row)) + "\n")


def main():
    folder, scale = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    os.makedirs(folder, exist_ok=True)
    rng = random.Random(20240117)
    cities, agreements = max(200, int(100_000 * scale)), max(100, int(1_000_000 * scale))
    write(folder, "countries.tsv", ((f"k{i}", f"Country {i}") for i in range(200)))
    write(folder, "cities.tsv", ((f"c{i}", f"도시 {i}", f"k{i * 7919 % 200}") for i in range(cities)))

    def agreement(i):
        title = f"{rng.choice(THEMES)} 협력 협약 {i}"
        return (f"a{i}", title, rng.choice(KINDS), date(rng), rng.randint(1, 10_000) * 1000, rng.choice(CURRENCIES))

    write(folder, "agreements.tsv", (agreement(i) for i in range(agreements)))

    def participations():
        for i in range(agreements):
            parties = {int(cities * rng.random() ** 3) for _ in range(3 if i % 5 == 0 else 2)}
            for city in sorted(parties):
                yield (f"a{i}", f"c{city}")

    write(folder, "participations.tsv", participations())
    with open(os.path.join(folder, "schema.ties"), "w", encoding="utf-8") as file:
        file.write(SCHEMA)


SCHEMA = """\
type country plural countries
  from  "countries.tsv" columns id, name
  id    key
  name  text label
type city plural cities
  from  "cities.tsv" columns id, name, country
  id       key
  name     text label
  country  -> country  inverse cities_of
type agreement plural agreements
  from  "agreements.tsv" columns id, title, kind, signed, amount, currency
  id        key
  title     text label
  kind      text
  signed    date
  amount    int
  currency  text
type participation plural participations
  from  "participations.tsv" columns agreement, city
  agreement  -> agreement  inverse parties
  city       -> city       inverse ties
"""

if __name__ == "__main__":
    main()
