"""Naru, in this process through its C library."""
import ctypes
import importlib.util
import json
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
    library.naru_run_json.restype = ctypes.c_void_p
    library.naru_run_json.argtypes = [
        ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)]
    library.naru_version.restype = ctypes.c_char_p
    return module


class Engine(Base):
    """Uses the cores that this process may use; the harness gives it as many
    as the others have threads."""

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
            return [list(row.values()) for row in self.dataset.query(query, seconds=limit or 0)]
        except self.naru.Error as error:
            if error.code == "E5002":
                raise OverLimit from error
            raise

    def run(self, query):
        library = self.naru._library
        answer = self.naru._call(library.naru_run_json, self.dataset._handle, query.encode(), None)
        library.naru_free(answer)

    def prepare(self, query):
        """Parses and checks, and does nothing else."""
        self.dataset.query(query)

    def close(self):
        self.dataset.close()
