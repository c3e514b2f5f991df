import csv
import tempfile
import unittest
from pathlib import Path

from bench import page, results
from bench.measure import Figure


def figure(row, engine, *values, over=False):
    return Figure(row, engine, "ms", list(values), list(values), over=over)


def example():
    return results.Results([
        figure("filter", "naru", 3, 2, 9), figure("filter", "duckdb", 6), figure("filter", "sqlite", 12),
        figure("reach", "naru", 20), figure("reach", "duckdb", 10), figure("reach", "duckdb:1", 5),
        figure("reach", "ladybug", 80), figure("reach", results.TENTH, 2), figure("reach", results.ONE_CORE, 36),
        figure("reach", results.ALONE, 18), figure("triangles", "naru", 60_000, over=True),
        figure("triangles", "duckdb", 1_000), figure("compile", "naru", 258),
    ])


class ResultTests(unittest.TestCase):
    def test_geometric_mean(self):
        self.assertAlmostEqual(results.geometric_mean([1, 4]), 2)
        self.assertAlmostEqual(results.geometric_mean([0.5, 2, 8]), 2)
        self.assertIsNone(results.geometric_mean([]))

    def test_ratio_is_of_medians_to_the_best_other_engine(self):
        found = example()
        self.assertEqual(found.best_peer("filter"), "duckdb")
        self.assertAlmostEqual(found.ratio("filter", "duckdb"), 0.5)
        self.assertEqual(found.best_peer("reach"), "duckdb", "an engine with other threads is no peer")
        self.assertIsNone(found.best_peer("compile"))

    def test_a_peer_that_took_too_long_is_not_the_best(self):
        found = results.Results([
            figure("path", "naru", 70_000), figure("path", "sqlite", 60_000, over=True),
            figure("path", "ladybug", 90_000),
        ])
        self.assertEqual(found.best_peer("path"), "ladybug")

    def test_growth_and_speed_up_compare_runs_alone(self):
        found = example()
        self.assertAlmostEqual(found.growth("reach"), 9)
        self.assertAlmostEqual(found.speedup("reach"), 2)
        self.assertIsNone(found.growth("filter"))

    def test_means_take_only_rows_that_both_have(self):
        mean, count = example().mean("ladybug", ["filter", "reach"])
        self.assertAlmostEqual(mean, 0.25)
        self.assertEqual(count, 1)

    def test_table(self):
        header, *lines = example().table()
        self.assertEqual(header, [
            "row", "unit", "naru", "duckdb", "duckdb:1", "sqlite", "ladybug", "naru / best peer", "growth", "speed-up"])
        self.assertEqual(lines[0], ["filter", "ms", "3.00", "6.00", "–", "12.0", "–", "0.50", "–", "–"])
        self.assertEqual(lines[2][2:4] + lines[2][7:8], [">60000", "1000", ">60.0"])
        self.assertEqual(lines[3][7], "–")

    def test_summary_says_where_it_is_behind(self):
        *means, behind = example().summary()
        self.assertEqual(means, [
            "Geometric mean of 3 query rows: Naru takes 3.91 times the time of DuckDB (triangles counted with the limit).",
            "Geometric mean of 1 graph rows: Naru takes 0.25 times the time of Ladybug (triangles counted with the limit).",
        ])
        self.assertEqual(behind, "Behind the best peer: triangles (>60.0), reach (2.00).")

    def test_file_has_a_line_a_figure(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "results.csv"
            example().write(path)
            with open(path, newline="", encoding="utf-8") as file:
                lines = list(csv.DictReader(file))
        self.assertEqual(len(lines), 13)
        self.assertEqual(
            lines[0], {
                "row": "filter", "engine": "naru", "unit": "ms", "median": "3", "cpu": "3", "min": "2", "max": "9",
                "runs": "3", "parts": "1", "over": "0"})


class PageTests(unittest.TestCase):
    def test_only_what_stands_between_the_marks_is_replaced(self):
        old = f"# Speed\n\n{page.BEGIN}\nold\n{page.END}\n\nWords.\n"
        content = page.text(example(), ["scale 1"])
        new = page.replaced(old, content)
        self.assertEqual(new, f"# Speed\n\n{page.BEGIN}\n\n{content}\n\n{page.END}\n\nWords.\n")
        self.assertIn("| filter | ms | 3.00 |", new)
        self.assertEqual(page.replaced(new, content), new)

    def test_a_page_without_marks_is_refused(self):
        with self.assertRaises(SystemExit):
            page.replaced("# Speed\n", "text")

    def test_the_page_has_its_marks(self):
        text = page.PAGE.read_text(encoding="utf-8")
        self.assertEqual((text.count(page.BEGIN), text.count(page.END)), (1, 1))


if __name__ == "__main__":
    unittest.main()
