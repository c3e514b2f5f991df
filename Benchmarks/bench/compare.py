"""Whether engines gave the same rows, each in its own kinds of values."""
import datetime
import decimal


class Different(Exception):
    """Two engines gave other rows; says which."""


def value(cell):
    """A cell as all engines' cells can be compared: numbers to twelve digits,
    ids that are texts of digits as numbers."""
    if isinstance(cell, bool) or cell is None:
        return cell
    if isinstance(cell, (datetime.date, datetime.datetime)):
        return cell.isoformat()
    if isinstance(cell, str) and cell.isdecimal():
        return int(cell)
    if isinstance(cell, (float, decimal.Decimal)):
        return int(cell) if cell == int(cell) else float(f"{float(cell):.12g}")
    return cell


def rows(answer, ordered):
    """An answer in a form that is equal where its rows are; without an order of
    its own it gets one."""
    plain = [tuple(map(value, row)) for row in answer]
    return plain if ordered else sorted(plain, key=repr)


def check(name, answers, ordered):
    """`answers`: of each engine, its answers to the parts that it was asked.
    An engine that was asked fewer is compared for these."""
    (first, reference), *others = answers.items()
    for engine, parts in others:
        for number, (ours, theirs) in enumerate(zip(reference, parts)):
            ours, theirs = rows(ours, ordered), rows(theirs, ordered)
            if ours != theirs:
                raise Different(_described(name, number, {first: ours, engine: theirs}))


def _described(name, number, answers):
    (first, ours), (second, theirs) = answers.items()
    place = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    lines = [f"{name}: {first} and {second} give other rows (part {number + 1}, from row {place + 1} on)"]
    for engine, answer in answers.items():
        shown = "\n".join(f"    {row}" for row in answer[place : place + 5])
        lines.append(f"  {engine}: {len(answer)} rows\n{shown}")
    return "\n".join(lines)
