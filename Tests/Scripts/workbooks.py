#!/usr/bin/env python3
"""Makes workbooks for tests, with openpyxl and xlsxwriter.

    workbooks.py fixtures FOLDER    the files of Tests/Conformance/data that are kept
    workbooks.py compare FOLDER     twenty tables of different shapes, each with a .csv
                                    of what openpyxl reads in its cells
    workbooks.py cells FILE         what openpyxl reads in a file, as CSV

Fixtures of LibreOffice need its program `soffice`.
"""
import csv
import datetime
import io
import os
import random
import subprocess
import sys
import tempfile
import zipfile

import openpyxl
import xlsxwriter


def ties(path):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sheet1")
    day = book.add_format({"num_format": 'yyyy"년" m"월" d"일"'})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    won = book.add_format({"num_format": "[$₩-412]#,##0"})
    share = book.add_format({"num_format": "0.0%"})
    code = book.add_format({"num_format": "00000"})
    bold = book.add_format({"bold": True})
    sheet.merge_range("A1:H1", "자매결연 현황 (2024)")
    sheet.merge_range("A3:A4", "국가")
    sheet.merge_range("B3:B4", "도시")
    sheet.merge_range("C3:D3", "결연")
    sheet.write_row(3, 2, ["체결일", "활동"])
    for column, name in enumerate(["예산", "비율", "우편번호", "비고"], start=4):
        sheet.merge_range(2, column, 3, column, name)
    sheet.merge_range("A5:A6", "미국")
    rows = [
        ("시애틀", datetime.date(1989, 10, 25), True, 1000, 0.125, 4524, "최초"),
        ("리버사이드", datetime.datetime(1999, 3, 8, 13, 30), False, 2500, 0.5, 92522, None),
        ("난징", datetime.date(1900, 3, 1), True, None, 1, 210000, "x"),
    ]
    for place, (city, when, active, budget, part, post, note) in enumerate(rows, start=4):
        sheet.write(place, 1, city)
        sheet.write_datetime(place, 2, when, moment if isinstance(when, datetime.datetime) else day)
        sheet.write(place, 3, active)
        if budget is not None:
            sheet.write(place, 4, budget, won)
        sheet.write(place, 5, part, share)
        sheet.write(place, 6, post, code)
        if note == "x":
            sheet.write_rich_string(place, 7, "가", bold, "<나>", " & \"다\"")
        elif note:
            sheet.write(place, 7, note)
    sheet.write(6, 0, "중국")
    sheet.write_formula(6, 4, "=NA()", won, "#N/A")
    hidden = book.add_worksheet("메모")
    hidden.write("A1", "숨김")
    hidden.hide()
    book.close()


def several(path):
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    day = book.add_format({"num_format": 14})
    cities = book.add_worksheet("cities")
    cities.write_row(0, 0, ["name", "since", "people"])
    cities.write_row(1, 0, ["Ulsan"])
    cities.write_datetime(1, 1, datetime.date(1997, 7, 15), day)
    cities.write(1, 2, 1100000)
    cities.write_row(4, 0, ["San \"Diego\""])
    cities.write_datetime(4, 1, datetime.date(2000, 2, 29), day)
    ties = book.add_worksheet("ties")
    ties.write_row(2, 3, ["a", "b", "strength"])
    ties.write_row(3, 3, ["Ulsan", "Nara", 0.1])
    ties.write_row(4, 3, ["Nara", "Ulsan", 1e-7])
    book.add_worksheet("empty")
    book.close()


def noted(path):
    """Numbers among which some are not known or typed as texts, and their totals."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("현황")
    sheet.merge_range("A1:D1", "자매도시 현황 (2024)")
    sheet.write_row("A3", ["국가", "도시명", "인구", "면적"])
    sheet.merge_range("A4:A5", "미국")
    sheet.merge_range("A6:A7", "중국")
    for row, (city, people, area) in enumerate(
        [("시애틀", 749256, 217), ("샌디에이고", "미상", 964.5), ("난징", "9,423,400", "-"), ("시안", None, 10752)], start=3
    ):
        sheet.write(row, 1, city)
        for column, cell in [(2, people), (3, area)]:
            if cell is not None:
                sheet.write(row, column, cell)
    sheet.write_row("A8", ["합계", None, 10172656, 11933.5])
    other = book.add_worksheet("kept")
    other.write_row(0, 0, ["name", "people"])
    for row in range(1, 13):
        other.write_row(row, 0, [chr(96 + row), "many" if row == 12 else row])
    book.close()


def shapes(path):
    """Headers that are hard to find."""
    book = xlsxwriter.Workbook(path)
    none = book.add_worksheet("none")
    for row, cells in enumerate([(1, "Nara", 19.5), (2, "Toledo", 30), (3, "Xi'an", 28.25)]):
        none.write_row(row, 0, cells)
    twice = book.add_worksheet("twice")
    twice.write_row(0, 0, ["name", "note", "note"])
    twice.write_row(1, 0, ["Nara", "a", "b"])
    wide = book.add_worksheet("wide")
    wide.merge_range("B1:C1", "도시")
    wide.write("A1", "번호")
    wide.write("D1", "인구")
    wide.write_row(1, 0, [1, "일본", "나라", 350000])
    wide.write_row(2, 0, [2, "미국", "톨레도", 270000])
    years = book.add_worksheet("years")
    years.merge_range("A1:A2", "도시")
    years.merge_range("B1:C1", "인구")
    years.merge_range("D1:E1", "면적")
    years.write_row(1, 1, [2019, 2020, 2019, 2020])
    years.write_row(2, 0, ["나라", 354, 350, 277, 277])
    years.write_row(3, 0, ["시안", 1020, 1295, 10752, 10752])
    groups = book.add_worksheet("groups")
    groups.write_row(0, 0, ["대륙", "국가", "도시"])
    for row, cells in enumerate(
        [("아시아", "일본", "나라"), (None, None, "교토"), (None, "중국", "시안"), ("유럽", "프랑스", "베르사유")], start=1
    ):
        groups.write_row(row, 0, cells)
    book.close()


def computed(path):
    """Formulas of which nobody has computed the values."""
    book = openpyxl.Workbook()
    book.active.append(["n", "twice"])
    book.active.append([1, "=A2*2"])
    book.save(path)


def writers(folder):
    """One table by three programs."""
    rows = [
        ("울산", datetime.date(1997, 7, 15), 1100000, 0.125, True, "a & <b>"),
        ("Nara", datetime.date(1900, 3, 1), 350000, 1e-7, False, " 앞뒤 "),
        ("Siheung", None, None, -2.5, None, "두 줄\n글"),
        ("Versailles", datetime.date(2024, 2, 29), 85000, 1234567.875, True, 'say "x"'),
    ]
    head = ["name", "since", "people", "share", "active", "remark"]
    by_xlsxwriter = os.path.join(folder, "xlsxwriter.xlsx")
    book = xlsxwriter.Workbook(by_xlsxwriter)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("ties")
    for number, row in enumerate([head] + rows):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(number, column, cell, day)
            elif cell is not None:
                sheet.write(number, column, cell)
    book.close()
    book = openpyxl.Workbook()
    book.active.title = "ties"
    for row in [head] + rows:
        book.active.append(row)
    book.save(os.path.join(folder, "openpyxl.xlsx"))
    with tempfile.TemporaryDirectory() as target:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", target, by_xlsxwriter], check=True,
            stdout=subprocess.DEVNULL)
        os.replace(os.path.join(target, "xlsxwriter.xlsx"), os.path.join(folder, "libreoffice.xlsx"))


def unpacked(source, target):
    """The parts that are read, without packing: tests change them and put them together again."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts(source):
            if "theme" not in name and "docProps" not in name:
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED)


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


def packed(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return bytearray(target.getvalue())


def bad(folder):
    good = os.path.join(folder, "good.xlsx")
    book = xlsxwriter.Workbook(good)
    book.add_worksheet("Sheet1").write_row(0, 0, ["name", "people"])
    book.close()
    content = parts(good)
    os.remove(good)

    def write(name, data):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)

    write("cut.xlsx", packed(content)[:-300])
    doctype = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>'
    write("doctype.xlsx", packed([
        (name, data.replace(b"<worksheet", doctype + b"<worksheet", 1)) for name, data in content]))
    deep = b"<a>" * 5000 + b"</a>" * 5000
    write("deep.xlsx", packed([
        (name, data.replace(b"<sheetData>", deep + b"<sheetData>", 1)) for name, data in content]))
    broken = packed(content)
    place = broken.rindex(b"PK\x01\x02", 0, broken.rindex(b"xl/worksheets/sheet1.xml"))
    broken[place + 16] ^= 0xFF
    write("checksum.xlsx", broken)
    overlap = packed(content)
    first = overlap.index(b"PK\x01\x02")
    second = overlap.index(b"PK\x01\x02", first + 4)
    overlap[second + 42:second + 46] = overlap[first + 42:first + 46]
    write("overlap.xlsx", overlap)
    ratio = packed(content)
    place = ratio.rindex(b"PK\x01\x02", 0, ratio.rindex(b"xl/worksheets/sheet1.xml"))
    ratio[place + 24:place + 28] = (900_000_000).to_bytes(4, "little")
    write("bomb.xlsx", ratio)
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    write("encrypted.xlsx", ole + "EncryptedPackage".encode("utf-16-le") + bytes(64))
    write("old.xlsx", ole + "Workbook".encode("utf-16-le") + bytes(64))
    write("order.xlsx", packed([
        (name, data.replace(b"<sheetData>", b'<sheetData><row r="9"><c r="A9"><v>1</v></c></row>', 1))
        for name, data in content]))
    # A place that only fits in 64 bits, the largest there is.
    far = packed(content)
    place = far.rindex(b"PK\x01\x02", 0, far.rindex(b"xl/worksheets/sheet1.xml"))
    name_size = int.from_bytes(far[place + 28:place + 30], "little")
    far[place + 42:place + 46] = b"\xff" * 4
    far[place + 30:place + 32] = (12).to_bytes(2, "little")
    extra = (1).to_bytes(2, "little") + (8).to_bytes(2, "little") + (2**63 - 1).to_bytes(8, "little")
    far[place + 46 + name_size:place + 46 + name_size] = extra
    end = far.rindex(b"PK\x05\x06")
    far[end + 12:end + 16] = (int.from_bytes(far[end + 12:end + 16], "little") + len(extra)).to_bytes(4, "little")
    write("far.xlsx", far)

    def with_rows(rows, behind=b""):
        """The sheet with these rows instead of its own."""
        def changed(data):
            start, stop = data.index(b"<sheetData>"), data.index(b"</sheetData>")
            return data[:start] + b"<sheetData>" + rows + b"</sheetData>" + behind + data[stop + len(b"</sheetData>"):]
        return packed([(name, changed(data) if name.endswith("sheet1.xml") else data) for name, data in content])

    head = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    values = (b'<row r="2"><c r="A2" t="s"><v>7</v></c><c r="B2"><v>1</v></c></row>'
              b'<row r="3"><c r="A3" t="inlineStr"><is><t>Ulsan</t></is></c><c r="B3" s="99"><v>2</v></c></row>'
              b'<row r="4"><c r="A4" t="b"><v>maybe</v></c><c r="B4"><v>0x10</v></c></row>'
              b'<row r="5"><c r="A5" t="b"><v>1</v></c><c r="B5"><v>1.2.3</v></c></row>')
    write("values.xlsx", with_rows(head + values))
    write("place.xlsx", with_rows(head + b'<row r="2"><c r="B7"><v>1</v></c></row>'))
    write("letters.xlsx", with_rows(head + b'<row r="2"><c r="b2"><v>1</v></c></row>'))
    write("outside.xlsx", with_rows(b'<c r="A1" t="s"><v>0</v></c>' + head))
    many = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(3, 9003))
    long = b'<row r="2"><c r="B2" t="inlineStr"><is><t>' + b"a" * 32000 + b"</t></is></c></row>"
    write("merged.xlsx", with_rows(
        head + long + many, b'<mergeCells count="1"><mergeCell ref="B2:B9002"/></mergeCells>'))
    twice = b'<sheet name="Again" sheetId="2" r:id="rId1"/></sheets>'
    write("twice.xlsx", packed([(name, data.replace(b"</sheets>", twice)) for name, data in content]))
    for file, part, word, other in [
            ("strange-sheet", "workbook.xml", b"<sheet ", b"<shoot "), ("strange-text", "sharedStrings.xml", b"<si>", b"<so>")]:
        end = other.strip(b"< >")
        write(file + ".xlsx", packed([
            (name, data.replace(word, other, 1).replace(b"</si>", b"</" + end + b">", 1) if name.endswith(part) else data)
            for name, data in content]))
    write("strange-cell.xlsx", with_rows(head + b'<row r="2"><k r="A2"><v>1</v></k></row>'))
    write("strange-value.xlsx", with_rows(head + b'<row r="2"><c r="A2"><w>1</w></c></row>'))
    write("lost.xlsx", packed([
        (name, data.replace(b"/relationships/worksheet", b"/relationships/worksheeT")) for name, data in content]))


def text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def cells(path, target):
    sheet = openpyxl.load_workbook(path, data_only=True).active
    writer = csv.writer(target, lineterminator="\n")
    for row in sheet.iter_rows(values_only=True):
        writer.writerow([text(value) for value in row])


def value(kind, random, row):
    if kind == "text":
        return random.choice(["울산", "Siheung", "a,b", 'say "x"', "두 줄\n글", "<&>", " 앞뒤 "]) + str(row)
    if kind == "int":
        return random.randint(-10**9, 10**9)
    if kind == "float":
        return round(random.uniform(-1000, 1000), random.randint(1, 6)) + 0.0
    if kind == "bool":
        return random.random() < 0.5
    return datetime.datetime(1900, 3, 1) + datetime.timedelta(days=random.randint(0, 60000))


def compare(folder):
    """Every column has one kind of values, and cells are missing here and there."""
    for place in range(20):
        source = random.Random(place)
        columns = source.randint(1, 9)
        kinds = ["text"] + [source.choice(["text", "int", "float", "bool", "day"]) for _ in range(columns)]
        rows = [[f"name {n}" for n in range(len(kinds))]]
        for row in range(source.choice([1, 3, 40, 400])):
            line = [value(kind, source, row) for kind in kinds]
            rows.append([line[0]] + [cell if source.random() < 0.85 else None for cell in line[1:]])
        path = os.path.join(folder, f"table{place}.xlsx")
        if place % 2:
            book = openpyxl.Workbook(write_only=place % 4 == 1)
            sheet = book.create_sheet() if place % 4 == 1 else book.active
            for row in rows:
                sheet.append(row)
            book.save(path)
        else:
            book = xlsxwriter.Workbook(path, {"constant_memory": place % 4 == 0, "in_memory": False})
            day = book.add_format({"num_format": source.choice(["yyyy-mm-dd", "yyyy. m. d.", 'm"월" d"일"', "d-mmm-yy"])})
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime.datetime):
                        sheet.write_datetime(number, column, cell, day)
                    elif isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    elif cell is not None:
                        sheet.write(number, column, cell)
            book.close()
        with open(path.replace(".xlsx", ".csv"), "w", newline="", encoding="utf-8") as file:
            cells(path, file)


def main():
    task, place = sys.argv[1:]
    if task == "fixtures":
        ties(os.path.join(place, "sheets/ties.xlsx"))
        several(os.path.join(place, "sheets/several.xlsx"))
        computed(os.path.join(place, "sheets/computed.xlsx"))
        noted(os.path.join(place, "sheets/noted.xlsx"))
        shapes(os.path.join(place, "sheets/shapes.xlsx"))
        bad(os.path.join(place, "bad-sheets"))
        writers(os.path.join(place, "writers"))
        for name in ["sheets/ties", "sheets/several", "writers/openpyxl", "writers/libreoffice"]:
            unpacked(
                os.path.join(place, name + ".xlsx"), os.path.join(place, "mutants", os.path.basename(name) + ".xlsx"))
    elif task == "compare":
        compare(place)
    else:
        cells(place, sys.stdout)


main()
