"""SQLite, in this process, with the indexes that the queries want."""
import csv
import sqlite3

from . import EDGE, OverLimit, Peer

TYPES = {"int": "integer", "float": "real", "text": "text", "day": "text", "texts": "text"}


class Engine(Peer):
    """Uses one thread: its own sorting threads don't help these queries."""

    name = "sqlite"
    suffix = "sqlite"

    @staticmethod
    def version():
        return sqlite3.sqlite_version

    def open(self, path):
        self.connection = sqlite3.connect(path)
        self.connection.executescript("pragma cache_size = -1000000; pragma mmap_size = 4000000000;")

    def _fill(self, dataset):
        for table in dataset.tables:
            self._create(table)
            with open(dataset.file(table), newline="", encoding="utf-8") as file:
                rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                next(rows)
                places = ", ".join("?" * len(table.columns))
                self.connection.executemany(f"insert into {table.name} values ({places})", rows)
            for number, columns in enumerate(table.indexes):
                self.connection.execute(f"create index {table.name}_{number} on {table.name} ({columns})")
        if any(table.name == "participation" for table in dataset.tables):
            self.connection.execute(EDGE)
        self.connection.execute("analyze")
        self.connection.commit()

    def _create(self, table):
        columns = [f"{name} {TYPES[kind]}" for name, kind in table.columns]
        if table.names[0] == "id":
            columns[0] += " primary key"
        self.connection.execute(f"create table {table.name} ({', '.join(columns)})")

    def rows(self, query, limit=None):
        try:
            with self.interrupted_after(limit):
                return [list(row) for row in self.connection.execute(query)]
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise OverLimit from error
            raise

    def run(self, query):
        self.connection.execute(query).fetchall()
