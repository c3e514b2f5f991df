"""The engines, a file each."""
import contextlib
import importlib
import threading

NAMES = ("naru", "duckdb", "sqlite", "ladybug")


class OverLimit(Exception):
    """A query took longer than it may."""


class Engine:
    """One connection. `run` hands the whole answer over in the engine's own
    form; `rows` gives it as lists, for comparison."""

    # Of the text that a row has for this engine, see `rows.py`.
    name = ""
    # Of its stored form.
    suffix = ""

    def __init__(self, threads):
        self.threads = threads

    @staticmethod
    def version():
        raise NotImplementedError

    def load(self, dataset):
        """The tables into memory."""
        raise NotImplementedError

    def store(self, dataset, path):
        """The tables into a file, which `open` opens."""
        raise NotImplementedError

    def open(self, path):
        raise NotImplementedError

    def derive(self, dataset):
        """What is made of the tables once, behind loading."""

    def rows(self, query, limit=None):
        """Raises `OverLimit` after that many seconds."""
        raise NotImplementedError

    def run(self, query):
        self.rows(query)

    def close(self):
        raise NotImplementedError


# The cities that two agreements' parties make partners of each other.
EDGE = """create view edge as select p.city a, q.city b from participation p
    join participation q on p.agreement = q.agreement and p.city <> q.city"""


class Peer(Engine):
    """An engine of others: `open` connects, `_fill` makes and fills the tables."""

    def __init__(self, threads):
        super().__init__(threads)
        self.connection = None

    def load(self, dataset):
        self.open(":memory:")
        self._fill(dataset)

    def store(self, dataset, path):
        self.open(path)
        self._fill(dataset)
        self.derive(dataset)
        self.close()

    def _fill(self, dataset):
        raise NotImplementedError

    @contextlib.contextmanager
    def interrupted_after(self, limit):
        timer = threading.Timer(limit, self.connection.interrupt) if limit else None
        if timer:
            timer.start()
        try:
            yield
        finally:
            if timer:
                timer.cancel()

    def close(self):
        self.connection.close()


def engine(label, threads):
    """The engine that `duckdb`, or with a number of threads of its own
    `duckdb:1`, means."""
    name, _, own = label.partition(":")
    if name not in NAMES:
        raise SystemExit(f"there is no engine '{name}'; there are {', '.join(NAMES)}")
    module = importlib.import_module(f"{__name__}.{name}")
    return module.Engine(int(own) if own else threads)
