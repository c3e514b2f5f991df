"""Naru, in this process through its C library."""
import ctypes
import importlib.util
import os
import subprocess
from pathlib import Path

from . import Engine as Base
from . import OverLimit

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = ROOT / ".build" / "bench" / "lib" / "libnaru.so.0"
PROGRAM = ROOT / ".build" / "release" / "naru"


def _module():
    """`Examples/python/naru.py`, bound to the library that was just built."""
    os.environ.setdefault("NARU_LIBRARY", str(LIBRARY))
    spec = importlib.util.spec_from_file_location("naru_example", ROOT / "Examples" / "python" / "naru.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    library = module._library
    library.naru_set_threads.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    library.naru_version.restype = ctypes.c_char_p
    return module


class Engine(Base):
    name = "naru"
    suffix = "narudb"

    def __init__(self, threads):
        super().__init__(threads)
        self.naru = _module()
        self.dataset = None

    @staticmethod
    def version():
        return _module()._library.naru_version().decode()

    def load(self, dataset):
        self.dataset = self.naru.open(dataset.naru)

    def store(self, dataset, path):
        subprocess.run([PROGRAM, "build", dataset.naru, "-o", path], check=True, capture_output=True)

    def open(self, path):
        self.dataset = self.naru.open(path)

    def open_bundled(self):
        self.dataset = self.naru.open()

    def rows(self, query, limit=None):
        try:
            return [list(row.values()) for row in self.prepare(query, limit)]
        except self.naru.Error as error:
            if error.code == "E5002":
                raise OverLimit from error
            raise

    def run(self, query):
        """Without making Python's values of the JSON that the cells are."""
        prepared = self.prepare(query)
        handle, columns = prepared._handle, range(len(prepared.columns))
        step, read, error = self.naru._library.naru_step, self.naru._library.naru_json, ctypes.c_void_p()
        while step(handle, ctypes.byref(error)) == self.naru._ROW:
            for column in columns:
                read(handle, column)
        if error:
            raise self.naru.Error(error)

    def prepare(self, query, limit=None):
        prepared = self.dataset.query(query, seconds=limit or 0)
        self.naru._library.naru_set_threads(prepared._handle, self.threads)
        return prepared

    def close(self):
        self.dataset.close()
