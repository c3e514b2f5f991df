import datetime
import decimal
import unittest

from bench import compare


class ValueTests(unittest.TestCase):
    def test_numbers_are_equal_to_twelve_digits(self):
        self.assertEqual(compare.value(0.1 + 0.2), compare.value(0.3))
        self.assertNotEqual(compare.value(0.30000001), compare.value(0.3))
        self.assertEqual(compare.value(decimal.Decimal("2.50")), compare.value(2.5))
        self.assertEqual(compare.value(3.0), compare.value(3))

    def test_ids_as_text_are_numbers(self):
        self.assertEqual(compare.value("17"), 17)
        self.assertEqual(compare.value("C017"), "C017")

    def test_days_are_text(self):
        self.assertEqual(compare.value(datetime.date(2020, 2, 29)), "2020-02-29")

    def test_absent_is_not_zero(self):
        self.assertNotEqual(compare.value(None), compare.value(0))


class CheckTests(unittest.TestCase):
    def test_order_matters_only_where_the_query_has_one(self):
        answers = {"naru": [[[1], [2]]], "duckdb": [[[2], [1]]]}
        compare.check("row", answers, ordered=False)
        with self.assertRaises(compare.Different):
            compare.check("row", answers, ordered=True)

    def test_a_difference_shows_both(self):
        with self.assertRaises(compare.Different) as caught:
            compare.check("group", {"naru": [[["mou", 3]]], "sqlite": [[["mou", 4]]]}, ordered=False)
        self.assertIn("naru: 1 rows\n    ('mou', 3)", str(caught.exception))
        self.assertIn("sqlite: 1 rows\n    ('mou', 4)", str(caught.exception))

    def test_repeats_and_missing_rows_are_differences(self):
        for other in ([[1], [1]], [], [[1], [None]]):
            with self.assertRaises(compare.Different):
                compare.check("row", {"naru": [[[1]]], "duckdb": [other]}, ordered=False)

    def test_who_answered_fewer_parts_is_compared_for_these(self):
        compare.check("path", {"naru": [[[1]], [[2]]], "sqlite": [[[1]]]}, ordered=False)
        with self.assertRaises(compare.Different):
            compare.check("path", {"naru": [[[1]], [[2]]], "sqlite": [[[1]], [[3]]]}, ordered=False)


if __name__ == "__main__":
    unittest.main()
