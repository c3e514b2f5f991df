"""Makes the workbook of Documentation/YourData.md, as an office would keep it.

usage: python example-workbook.py Examples/your-data/결연현황.xlsx   (needs openpyxl)
"""

import datetime
import sys

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

HEADER = ["연번", "우리시", "상대도시", "국가", "결연일", "구분", "교류 횟수"]
DAY = 'yyyy"년" m"월" d"일"'
# A day is a date of the sheet, other dates were typed as texts.
ROWS = [
    ("가람시", "시애틀", "미국", datetime.date(1989, 10, 25), "자매", 1204),
    ("가람시", "난징", "중국", "1994.11.14.", "자매", 986),
    ("가람시", "부다페스트", "헝가리", datetime.date(1994, 6, 20), "자매", 143),
    ("누리시", "시애틀", "미국", "2019. 5.", "우호", 27),
    ("누리시", "브리즈번", "호주", datetime.date(2002, 6, 27), "자매", "미상"),
    ("누리시", "과달라하라", "멕시코", "1997", "우호", 61),
    ("다온시", "난징", "중국", datetime.date(2005, 3, 8), "우호", 88),
    ("다온시", "빈즈엉성", "베트남", "2005년 12월", "자매", 172),
    ("다온시", "몽펠리에", "프랑스", None, "협의 중", 3),
]


def main(path):
    book = Workbook()
    sheet = book.active
    sheet.title = "결연현황"
    sheet["A1"] = "국제교류도시 현황 (국제협력과, 2024년 말)"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    sheet.append([])
    sheet.append(HEADER)
    for number, row in enumerate(ROWS, 1):
        sheet.append([number, *row])
        if isinstance(row[3], datetime.date):
            sheet.cell(sheet.max_row, 5).number_format = DAY
        sheet.cell(sheet.max_row, 7).number_format = "#,##0"
    sheet.append(["합계", None, None, None, None, None, sum(r[5] for r in ROWS if isinstance(r[5], int))])
    # The same bytes each time.
    book.properties.created = book.properties.modified = datetime.datetime(2025, 1, 2)
    book.save(path)


main(sys.argv[1])
