"""DuckDB, in this process."""
import duckdb

from . import EDGE, OverLimit, Peer

TYPES = {"int": "bigint", "float": "double", "text": "varchar", "day": "date", "texts": "varchar"}


class Engine(Peer):
    name = "duckdb"
    suffix = "duckdb"

    @staticmethod
    def version():
        return duckdb.__version__

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
        try:
            with self.interrupted_after(limit):
                return [list(row) for row in self.connection.execute(query).fetchall()]
        except duckdb.InterruptException as error:
            raise OverLimit from error

    def run(self, query):
        self.connection.execute(query).fetchall()
