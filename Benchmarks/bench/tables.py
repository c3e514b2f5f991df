"""What the data look like, as each kind of engine would have them."""
from dataclasses import dataclass
from pathlib import Path

SCHEMA = """\
languages en

type country plural countries
  from "country.tsv"
  id key
  name text label

type city plural cities
  from "city.tsv"
  id key
  name text label
  country -> country required inverse cities_of
  lat float
  lon float
  population int

type agreement plural agreements
  from "agreement.tsv"
  id key
  title text label
  kind enum mou, sister, friendship, alliance, contract
  signed date
  sectors text many separator ";"
  amount int
  currency text

type participation plural participations
  from "participation.tsv"
  agreement -> agreement required inverse participations
  city -> city required inverse participations
"""

PRELUDE = """\
let agreement.parties = participations.city
let city.agreements = participations.agreement
let city.partners = participations.agreement.participations.city except it
"""

KEYS_SCHEMA = "languages en\n"

KEYS_TYPES = """
type left_{0} plural lefts_{0}
  from "left_{0}.tsv"
  id key
  k int

type right_{0} plural rights_{0}
  from "right_{0}.tsv"
  id key
  key int
"""


@dataclass(frozen=True)
class Table:
    """A table of the engines that know no dates known in part: those are two
    columns, the first and the last day. `indexes` are for those that want them."""

    name: str
    columns: tuple[tuple[str, str], ...]
    file: str
    indexes: tuple[str, ...] = ()

    @property
    def names(self):
        return [name for name, _ in self.columns]


@dataclass(frozen=True)
class Dataset:
    """A folder with Naru's dataset in `dataset` and what others read beside it."""

    folder: Path
    tables: tuple[Table, ...]

    @property
    def naru(self):
        return self.folder / "dataset"

    def file(self, table):
        return self.folder / table.file


TABLES = (
    Table("country", (("id", "text"), ("name", "text")), "dataset/country.tsv"),
    Table(
        "city",
        (
            ("id", "int"), ("name", "text"), ("country", "text"), ("lat", "float"), ("lon", "float"),
            ("population", "int"),
        ),
        "dataset/city.tsv",
    ),
    Table(
        "agreement",
        (
            ("id", "int"), ("title", "text"), ("kind", "text"), ("signed_first", "day"), ("signed_last", "day"),
            ("sectors", "texts"), ("amount", "int"), ("currency", "text"),
        ),
        "agreement-days.tsv",
        ("signed_first, signed_last",),
    ),
    Table(
        "participation", (("agreement", "int"), ("city", "int")), "dataset/participation.tsv",
        ("agreement, city", "city, agreement"),
    ),
)


def partnerships(folder):
    return Dataset(Path(folder), TABLES)


def keys(folder, sizes):
    tables = []
    for size in sizes:
        tables.append(Table(f"left_{size}", (("id", "int"), ("k", "int")), f"dataset/left_{size}.tsv"))
        tables.append(Table(f"right_{size}", (("id", "int"), ("key", "int")), f"dataset/right_{size}.tsv", ("key",)))
    return Dataset(Path(folder), tuple(tables))
