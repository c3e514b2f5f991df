#!/usr/bin/env python3
"""Writes Tests/Conformance/values/decimals.test: exact arithmetic as Python's
decimal module has it, rounded as the language says."""

import random
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path

EXACT = Context(prec=120)
random.seed(20240229)


def written(value):
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def fits(value):
    digits = written(abs(value)).replace(".", "").lstrip("0")
    places = len(written(value).partition(".")[2])
    return len(digits) <= 38 and places <= 38


def number(digits, places):
    sign = random.choice(["", "-"])
    whole = str(random.randrange(10 ** random.randint(0, max(digits - places, 0))))
    fraction = "".join(random.choice("0123456789") for _ in range(places))
    return f"{sign}{whole}.{fraction}"


def pairs(count, compute, digits=30, places=15):
    found = []
    while len(found) < count:
        size = random.randint(2, digits)
        a, b = (number(size, random.randint(1, min(places, size))) for _ in range(2))
        result = compute(Decimal(a), Decimal(b))
        if result is not None and fits(result):
            found.append((a, b, result))
    return found


def quotient(a, b):
    if b == 0:
        return None
    return EXACT.divide(a, b).quantize(Decimal(1).scaleb(-12), rounding=ROUND_HALF_UP, context=EXACT)


def case(name, items):
    expressions = ",\n  ".join(expression for expression, _ in items)
    answers = "\n".join(written(answer) for _, answer in items)
    return f"=== {name}\n[{expressions}]\n---\nvalue\n{answers}\n"


def rounded(places):
    def compute(a, _):
        return a.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=EXACT)
    return compute


cases = [
    ("sums", pairs(30, lambda a, b: EXACT.add(a, b)), "{} + {}"),
    ("differences", pairs(30, lambda a, b: EXACT.subtract(a, b)), "{} - {}"),
    ("products", pairs(30, lambda a, b: EXACT.multiply(a, b), digits=19, places=9), "{} * {}"),
    ("quotients keep twelve places", pairs(40, quotient, digits=20, places=9), "{} / {}"),
    ("remainders take the sign of the dividend",
     pairs(30, lambda a, b: None if b == 0 else EXACT.remainder(a, b), digits=18, places=6), "{} % {}"),
    ("the smaller", pairs(10, lambda a, b: min(a, b)), "min([{}, {}])"),
]
parts = ["# Written by Tests/Scripts/decimals.py.\n"]
for name, found, form in cases:
    parts.append(case(name, [(form.format(a, b), result) for a, b, result in found]))
for places in (0, 3, -4):
    found = pairs(15, rounded(places), digits=24, places=9)
    parts.append(case(f"rounded to {places} places", [(f"round({a}, {places})", r) for a, _, r in found]))
for function, mode in (("floor", "ROUND_FLOOR"), ("ceil", "ROUND_CEILING")):
    found = pairs(12, lambda a, _: a.to_integral_value(mode), digits=24, places=9)
    parts.append(case(function, [(f"{function}({a})", r) for a, _, r in found]))
halves = [("0.0000000000005", 1), ("-0.0000000000005", 1), ("0.00000000000049", 1), ("1", 8e12), ("5", 8e12)]
parts.append(case(
    "halves of the last place go away from zero",
    [(f"{a} / {int(b)}.0", quotient(Decimal(a), Decimal(int(b)))) for a, b in halves]))
target = Path(__file__).resolve().parents[1] / "Conformance/values/decimals.test"
target.write_text("\n".join(parts), encoding="utf-8")
