#!/usr/bin/env python3
"""Writes Sources/NaruEngine/Text/CompatibilityForms.swift: what Unicode's
compatibility mapping (NFKC) makes of single characters."""

import sys
import unicodedata
from pathlib import Path

# FoldTable has forms of its own for these, or keeps them: blanks, quotation
# marks, dots, jamo, full-width ASCII and superior digits.
OWN = [
    (0x80, 0x24F), (0x1100, 0x11FF), (0x1E00, 0x1EFF), (0x2000, 0x200A), (0x2011, 0x2011), (0x2024, 0x2024),
    (0x202F, 0x202F), (0x2032, 0x2037), (0x205F, 0x205F), (0x2070, 0x2070), (0x2074, 0x2079), (0x2080, 0x2089),
    (0x2460, 0x2468), (0x3000, 0x3000), (0x3131, 0x318E), (0xFE41, 0xFE44), (0xFF01, 0xFF5E), (0xFF62, 0xFF63),
    (0xFF65, 0xFF65), (0xFFA0, 0xFFDC), (0xFFE0, 0xFFE6),
]
# Among them fractions, the micro sign and letters that are two.
SHARED = {0xB5, 0xBC, 0xBD, 0xBE, 0x149, 0x1E9A, *range(0x1C7, 0x1CD), *range(0x1F1, 0x1F4)}

forms = []
for value in range(0x80, sys.maxunicode + 1):
    character = chr(value)
    if 0xD800 <= value < 0xE000 or unicodedata.normalize("NFC", character) != character:
        continue
    if any(first <= value <= last for first, last in OWN) and value not in SHARED:
        continue
    form = unicodedata.normalize("NFKC", character)
    # A form with a blank is that of an accent standing alone.
    if form != character and not any(part.isspace() for part in form):
        forms.append(character + form)

lines = []
for form in forms:
    if not lines or len(lines[-1]) + len(form) > 78:
        lines.append("        " + form)
    else:
        lines[-1] += " " + form
text = '''/// Unicode's compatibility forms of single characters: circled and squared
/// ones, ligatures, half-width kana, letters of formulas, … Each word of the
/// table is a character and, behind it, its form.
///
/// Written by Tests/Scripts/compatibility.py.
enum CompatibilityForms {
    static let table = """
''' + "\n".join(lines).replace("\\", "\\\\") + '''
        """
}
'''
target = Path(__file__).resolve().parents[2] / "Sources/NaruEngine/Text/CompatibilityForms.swift"
target.write_text(text, encoding="utf-8")
