import unittest

from bench import instructions


class InstructionTests(unittest.TestCase):
    def test_what_is_written_is_read(self):
        counts = {"start": 109_475, "filter": 1_200}
        text = instructions.written(counts, "a machine", "Swift 6, x86_64")
        self.assertEqual(instructions.read(text), (counts, "Swift 6, x86_64"))

    def test_small_changes_are_none(self):
        self.assertEqual(instructions.changes({"a": 1000}, {"a": 1029}), [])
        self.assertEqual(instructions.changes({"a": 1000}, {"a": 971}), [])

    def test_more_and_fewer_are_changes(self):
        table = instructions.changes({"a": 1000, "b": 1000, "c": 5}, {"a": 1100, "b": 500, "c": 5})
        self.assertEqual(table, [["a", "1000", "1100", "+10.0 %"], ["b", "1000", "500", "-50.0 %"]])

    def test_names_on_one_side_are_changes(self):
        self.assertEqual(
            instructions.changes({"a": 1}, {"b": 2}), [["a", "1", "–", "–"], ["b", "–", "2", "–"]])

    def test_the_recorded_file_has_every_query(self):
        counts, toolchain = instructions.read(instructions.RECORD.read_text(encoding="utf-8"))
        names = {row.name for row in instructions.rows.QUERIES} | {"start", "load"}
        self.assertEqual(set(counts), names)
        self.assertTrue(toolchain)


if __name__ == "__main__":
    unittest.main()
