"""DuckDB, in this process."""
import threading

import duckdb

from . import Engine as Base
from . import OverLimit

TYPES = {"int": "bigint", "float": "double", "text": "varchar", "day": "date", "texts": "varchar"}
# The cities that two agreements' parties make partners of each other.
EDGE = """create view edge as select p.city a, q.city b from participation p
    join participation q on p.agreement = q.agreement and p.city <> q.city"""


class Engine(Base):
    name = "duckdb"
    suffix = "duckdb"

    def __init__(self, threads):
        super().__init__(threads)
        self.connection = None

    @staticmethod
    def version():
        return duckdb.__version__

    def load(self, dataset):
        self.open(":memory:")
        self._fill(dataset)

    def store(self, dataset, path):
        self.open(str(path))
        self._fill(dataset)
        self.close()

    def open(self, path):
        self.connection = duckdb.connect(str(path), config={"threads": self.threads})

    def _fill(self, dataset):
        for table in dataset.tables:
            types = ", ".join(f"'{name}': '{TYPES[kind]}'" for name, kind in table.columns)
            cells = ", ".join(
                f"string_split({name}, ';') as {name}" if kind == "texts" else name for name, kind in table.columns)
            self.connection.execute(
                f"create table {table.name} as select {cells} from read_csv('{dataset.file(table)}', "
                f"delim = '\t', header = true, quote = '', escape = '', columns = {{{types}}})")
        if any(table.name == "participation" for table in dataset.tables):
            self.connection.execute(EDGE)

    def rows(self, query, limit=None):
        timer = threading.Timer(limit, self.connection.interrupt) if limit else None
        if timer:
            timer.start()
        try:
            return [list(row) for row in self.connection.execute(query).fetchall()]
        except duckdb.InterruptException as error:
            raise OverLimit from error
        finally:
            if timer:
                timer.cancel()

    def run(self, query):
        self.connection.execute(query).fetchall()

    def close(self):
        self.connection.close()
