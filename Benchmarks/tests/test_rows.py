"""The data, and that every query says in Naru what it says in SQL."""
import datetime
import json
import os
import random
import subprocess
import tempfile
import unittest

from bench import compare, data, measure, rows
from bench.engines import OverLimit, engine

SCALE = 0.001
PROGRAM = os.environ.get("NARU_PROGRAM")


class DataTests(unittest.TestCase):
    def test_a_scale_always_gives_the_same_files(self):
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            one, other = data.partnerships(first, SCALE), data.partnerships(second, SCALE)
            files = sorted(path.relative_to(one.folder) for path in one.folder.rglob("*") if path.is_file())
            self.assertGreater(len(files), 7)
            for name in files:
                self.assertEqual((one.folder / name).read_bytes(), (other.folder / name).read_bytes(), name)

    def test_a_tenth_of_the_dates_are_known_in_part(self):
        dice = random.Random(1).random
        dates = [data.date(dice) for _ in range(20_000)]
        coarse = [recorded for recorded, _, _ in dates if len(recorded) < 10]
        self.assertAlmostEqual(len(coarse) / len(dates), 0.1, delta=0.01)
        for recorded, first, last in dates:
            self.assertLessEqual(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
            self.assertTrue(first.startswith(recorded) and last.startswith(recorded))


class SlowEngine:
    """Answers so many queries, then takes too long."""

    name = "sqlite"

    def __init__(self, answers):
        self.answers = answers

    def rows(self, query, limit):
        if self.answers == 0:
            raise OverLimit
        self.answers -= 1
        return [[query]]

    def run(self, query):
        pass


class MeasureTests(unittest.TestCase):
    row = rows.Row("x", "", naru="", sql="{n}", places=lambda cities: [{"n": n} for n in range(20)])

    def test_who_answers_nothing_in_time_is_over_the_limit(self):
        figure, = measure.measure(self.row, {"sqlite": SlowEngine(0)}, 100, runs=3, limit=2)
        self.assertTrue(figure.over)
        self.assertEqual(figure.median, 2000)

    def test_a_slow_engine_has_fewer_runs(self):
        figure = measure.Figure("x", "sqlite", "ms", [400, 700], parts=3)
        self.assertTrue(figure.is_spent(3))
        self.assertFalse(figure.is_spent(4))

    def test_all_who_can_are_timed_for_the_same_parts(self):
        engines = {"a": SlowEngine(8), "b": SlowEngine(20), "c": SlowEngine(2)}
        figures = measure.measure(self.row, engines, 100, runs=3, limit=60)
        self.assertEqual([figure.parts for figure in figures], [8, 8, 2])
        self.assertEqual([len(figure.values) for figure in figures], [3, 3, 3])


@unittest.skipUnless(PROGRAM, "NARU_PROGRAM names no program")
class QueryTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.partnerships = data.partnerships(cls.folder.name, SCALE)
        cls.keys = data.keys(cls.folder.name, SCALE)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def ask(self, query, folder=None):
        command = [PROGRAM, "--quiet", "--format", "json", *(["--data", folder] if folder else []), "-c", query]
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, f"{query}\n{done.stderr}")
        return [list(row.values()) for row in json.loads(done.stdout)]

    def check(self, chosen, dataset):
        sqlite = engine("sqlite", 1)
        sqlite.load(dataset)
        for row in chosen:
            with self.subTest(row.name):
                ours, theirs = row.parts("naru", data.cities(SCALE))[:3], row.parts("sqlite", data.cities(SCALE))[:3]
                answers = {"naru": [self.ask(query, dataset.naru) for query in ours]}
                if theirs:
                    answers["sqlite"] = [sqlite.rows(query) for query in theirs]
                compare.check(row.name, answers, row.ordered)
        sqlite.close()

    def test_queries(self):
        self.check([*rows.QUERIES, *rows.OPEN], self.partnerships)

    def test_nested_queries_and_joins(self):
        self.check(rows.key_rows(data.key_sizes(SCALE))[:2], self.keys)

    def test_queries_of_the_bundled_dataset(self):
        for _, query in rows.BUNDLED:
            self.assertEqual(len(self.ask(query)), 1)
        self.assertEqual(self.ask(rows.COMPILE), [])


if __name__ == "__main__":
    unittest.main()
