#!/usr/bin/env python3
"""Whom a city is tied to, and which words of which article say so.

    python3 partners.py 시흥시
"""

import sys

import naru

TEXT = """
    param city: city
    agreements | where $city in parties | sort signed
               | select title, signed, with: parties[it != $city]
"""

city = sys.argv[1] if len(sys.argv) > 1 else "시흥시"
try:
    with naru.open() as data:
        query = data.query(TEXT, city=city)
        for place, row in enumerate(query):
            print(row["signed"] or "?", row["title"], "·", ", ".join(party["label"] for party in row["with"]) or "-")
            for claim in query.evidence(place):
                if claim["field"] == "signed" and claim["quote"]:
                    print(f"    “{claim['quote']}” ({claim['source']['label']}, {claim['published']})")
except naru.Error as error:
    sys.exit(str(error))
