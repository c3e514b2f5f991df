#!/usr/bin/env python3
"""Writes cp949.bin, the characters of CP949 (Unified Hangul Code).

One little-endian UTF-16 unit for each pair of a lead byte 0x81...0xFE and a
trail byte 0x41...0x5A, 0x61...0x7A or 0x81...0xFE, in this order; 0 where the
pair is no character. The characters are those of Python's codec.
"""

import pathlib

TRAILS = [*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x81, 0xFF)]


def unit(lead: int, trail: int) -> int:
    try:
        text = bytes([lead, trail]).decode("cp949")
    except UnicodeDecodeError:
        return 0
    return ord(text) if len(text) == 1 else 0


units = [unit(lead, trail) for lead in range(0x81, 0xFF) for trail in TRAILS]
table = b"".join(value.to_bytes(2, "little") for value in units)
pathlib.Path(__file__).with_name("cp949.bin").write_bytes(table)
