"""Ladybug, in this process: cities and agreements are nodes."""
import ladybug

from . import OverLimit, Peer

NODES = {"country": "Country", "city": "City", "agreement": "Agreement"}
TYPES = {"int": "INT64", "float": "DOUBLE", "text": "STRING", "day": "DATE", "texts": "STRING[]"}


class Engine(Peer):
    name = "ladybug"
    suffix = "ladybug"

    def __init__(self, threads):
        super().__init__(threads)
        self.database = None

    @staticmethod
    def version():
        return ladybug.__version__

    def open(self, path):
        self.database = ladybug.Database(str(path))
        self.connection = ladybug.Connection(self.database)
        self.connection.execute(f"CALL threads={self.threads}")

    def _fill(self, dataset):
        for table in dataset.tables:
            if table.name in NODES:
                self._fill_nodes(dataset.file(table), table)
            else:
                self.connection.execute("CREATE REL TABLE Part(FROM Agreement TO City)")
                self._copy(f"Part FROM '{dataset.file(table)}'")

    def _fill_nodes(self, file, table):
        columns = ", ".join(f"{name} {TYPES[kind]}" for name, kind in table.columns)
        self.connection.execute(f"CREATE NODE TABLE {NODES[table.name]}({columns}, PRIMARY KEY (id))")
        if "texts" not in dict(table.columns).values():
            return self._copy(f"{NODES[table.name]} FROM '{file}'")
        cells = ", ".join(
            f"string_split({name}, ';')" if kind == "texts" else f"cast({name}, '{TYPES[kind]}')"
            for name, kind in table.columns)
        self.connection.execute(
            f"COPY {NODES[table.name]} FROM (LOAD FROM '{file}' (file_format='csv', delim='\t', header=true) "
            f"RETURN {cells})")

    def _copy(self, what):
        self.connection.execute(f"COPY {what} (file_format='csv', delim='\t', header=true)")

    def derive(self, dataset):
        """Partners of each other, which `triangles` has no way to ask without."""
        self.connection.execute("CREATE REL TABLE Pair(FROM City TO City)")
        self._copy(f"Pair FROM '{dataset.folder / 'pairs.tsv'}'")

    def rows(self, query, limit=None):
        self.connection.set_query_timeout(int((limit or 0) * 1000))
        try:
            return [list(row) for row in self.connection.execute(query).get_all()]
        except RuntimeError as error:
            if "nterrupted" in str(error):
                raise OverLimit from error
            raise
        finally:
            self.connection.set_query_timeout(0)

    def run(self, query):
        self.connection.execute(query).get_all()

    def close(self):
        super().close()
        self.database.close()
