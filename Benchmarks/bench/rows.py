"""What is asked: one table of queries, each said in Naru, SQL and Cypher.

Dates known in part are certain or not: SQL and Cypher have a first and a last
day and say what Naru's comparisons mean.
"""
import random
from dataclasses import dataclass
from typing import Callable

PATHS = 100


@dataclass(frozen=True)
class Row:
    """A query; `{city}` and the like stand for what `places` gives for each of
    its parts. A dialect that has no text is not asked."""

    name: str
    says: str
    naru: str
    sql: str = ""
    duckdb: str = ""
    sqlite: str = ""
    ladybug: str = ""
    ordered: bool = False
    graph: bool = False
    places: Callable[[int], list[dict]] = lambda cities: [{}]

    def parts(self, engine, cities):
        """The texts for an engine."""
        text = getattr(self, engine) or (self.sql if engine in ("duckdb", "sqlite") else "")
        return [_filled(text, place) for place in self.places(cities)] if text else []


def _filled(text, place):
    for name, value in place.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def _far_pairs(cities):
    """Of the half of the cities with the fewest agreements."""
    dice = random.Random(7).random
    far = cities - cities // 2
    return [{"a": cities // 2 + int(dice() * far), "b": cities // 2 + int(dice() * far)} for _ in range(PATHS)]


def _last(cities):
    return [{"city": cities - 1}]


FILTER = Row(
    "filter", "agreements of one kind that were certainly signed in 2015 to 2019",
    naru="agreements | where kind = .mou and signed in @2015..@2019 | group into n: count()",
    sql="""select count(*) from agreement
        where kind = 'mou' and signed_first >= '2015-01-01' and signed_last <= '2019-12-31'""",
    ladybug="""MATCH (a:Agreement) WHERE a.kind = 'mou' AND a.signed_first >= date('2015-01-01')
        AND a.signed_last <= date('2019-12-31') RETURN count(*)""",
)

GROUP = Row(
    "group", "by kind, year and currency: how many, and the sum of amounts",
    naru="""agreements | group by kind, year: signed.year, currency into n: count(), total: sum(amount)""",
    duckdb="""select kind, case when year(signed_first) = year(signed_last) then year(signed_first) end,
        currency, count(*), sum(amount) from agreement group by all""",
    sqlite="""select kind, case when substr(signed_first, 1, 4) = substr(signed_last, 1, 4)
        then cast(substr(signed_first, 1, 4) as integer) end, currency, count(*), sum(amount)
        from agreement group by 1, 2, 3""",
    ladybug="""MATCH (a:Agreement) RETURN a.kind, CASE WHEN date_part('year', a.signed_first) =
        date_part('year', a.signed_last) THEN date_part('year', a.signed_first) END, a.currency,
        count(*), sum(a.amount)""",
)

PAIRS = Row(
    "pairs", "the ten pairs of countries with the most pairs of parties",
    naru="""agreements | expand p: pairs(parties) | add a: p.first.country.id, b: p.second.country.id
        | group by x: (if a <= b then a else b), y: (if a <= b then b else a) into n: count() | top 10 by n""",
    duckdb="""select least(c.country, d.country) x, greatest(c.country, d.country) y, count(*) n
        from participation p join participation q on p.agreement = q.agreement and p.city < q.city
        join city c on c.id = p.city join city d on d.id = q.city
        group by 1, 2 order by n desc, x, y limit 10""",
    sqlite="""select min(c.country, d.country) x, max(c.country, d.country) y, count(*) n
        from participation p join participation q on p.agreement = q.agreement and p.city < q.city
        join city c on c.id = p.city join city d on d.id = q.city
        group by 1, 2 order by n desc, x, y limit 10""",
    ladybug="""MATCH (p:City)<-[:Part]-(a:Agreement)-[:Part]->(q:City) WHERE p.id < q.id
        RETURN CASE WHEN p.country <= q.country THEN p.country ELSE q.country END AS x,
        CASE WHEN p.country <= q.country THEN q.country ELSE p.country END AS y, count(*) AS n
        ORDER BY n DESC, x, y LIMIT 10""",
    ordered=True,
)

SHARED = Row(
    "shared", "how many partners two hub cities share",
    naru="""count(city "id:0".partners intersect city "id:1".partners)""",
    sql="select count(*) from (select b from edge where a = 0 intersect select b from edge where a = 1)",
    ladybug="""MATCH (c:City {id: 0})<-[:Part]-(:Agreement)-[:Part]->(b:City) WHERE b.id <> 0 WITH DISTINCT b
        MATCH (d:City {id: 1})<-[:Part]-(:Agreement)-[:Part]->(b) WHERE b.id <> 1 RETURN count(DISTINCT b)""",
    graph=True,
)

PATH = Row(
    "path", f"the length of the shortest path between two far cities, for up to {PATHS} pairs; the time is one pair's",
    naru="""paths from city "id:{a}" to city "id:{b}" via partners up to 6 | select hops""",
    duckdb="""with recursive r(n, d) using key (n) as (select {a}::bigint, 0 union
        select e.b, min(r.d) + 1 from r join edge e on e.a = r.n
        where r.d < 6 and not exists (select 1 from recurring.r x where x.n = e.b)
        and not exists (select 1 from recurring.r x where x.n = {b}) group by e.b)
        select d from r where n = {b}""",
    sqlite="""with recursive r(n, d) as (select {a}, 0 union
        select e.b, r.d + 1 from r join edge e on e.a = r.n where r.d < 6)
        select d from r where n = {b} limit 1""",
    ladybug="""MATCH (a:City {id: {a}})-[e:Part* SHORTEST 1..12]-(b:City {id: {b}}) RETURN length(e) / 2""",
    graph=True, places=_far_pairs,
)

REACH = Row(
    "reach", "how many cities are one, two and three steps from a city",
    naru="""reach from city "id:{city}" via partners up to 3 | group by hops into n: count()""",
    sql="""with one as (select distinct b from edge where a = {city}),
        two as (select distinct e.b from edge e join one on e.a = one.b),
        three as (select distinct e.b from edge e join two on e.a = two.b),
        nearest as (select b, min(h) h from (select b, 1 h from one union all select b, 2 from two
        union all select b, 3 from three) where b <> {city} group by b)
        select h, count(*) from nearest group by h""",
    ladybug="""MATCH (a:City {id: {city}})-[e:Part* SHORTEST 1..6]-(b:City) WHERE b.id <> {city}
        RETURN length(e) / 2 AS h, count(*)""",
    graph=True, places=_last,
)

TRIANGLES = Row(
    "triangles", "how many closed triads the cities have",
    naru="network cities via partners | select triangles",
    duckdb="""with e as materialized (select distinct a, b from edge where a < b)
        select count(*) from e x join e y on x.b = y.a join e z on z.a = x.a and z.b = y.b""",
    ladybug="MATCH (a:City)-[:Pair]->(b:City)-[:Pair]->(c:City), (a)-[:Pair]->(c) RETURN count(*)",
    graph=True,
)

ABSENT = Row(
    "absent", "cities that certainly have no agreement since 2020",
    naru="count(cities[no agreements[signed >= @2020]])",
    sql="""select count(*) from city c where not exists (select 1 from participation p
        join agreement a on a.id = p.agreement where p.city = c.id and a.signed_last >= '2020-01-01')""",
    ladybug="""MATCH (c:City) WHERE NOT EXISTS { MATCH (c)<-[:Part]-(a:Agreement)
        WHERE a.signed_last >= date('2020-01-01') } RETURN count(*)""",
)

SEARCH = Row(
    "search", "titles that contain a Korean word, whatever their case",
    naru="""count(agreements[title ~ "바이오"])""",
    duckdb="select count(*) from agreement where contains(lower(title), '바이오')",
    sqlite="select count(*) from agreement where title like '%바이오%'",
    ladybug="MATCH (a:Agreement) WHERE contains(lower(a.title), '바이오') RETURN count(*)",
)

DISTINCT = Row(
    "distinct", "the ten cities with partners in the most countries",
    naru="cities | select id, n: count(partners.country) | top 10 by n",
    sql="""select p.city, count(distinct c.country) n from participation p
        join participation q on p.agreement = q.agreement and p.city <> q.city
        join city c on c.id = q.city group by 1 order by n desc, 1 limit 10""",
    ladybug="""MATCH (p:City)<-[:Part]-(a:Agreement)-[:Part]->(q:City) WHERE p.id <> q.id
        RETURN p.id AS i, count(DISTINCT q.country) AS n ORDER BY n DESC, i LIMIT 10""",
    ordered=True,
)

MEDIAN = Row(
    "median", "the median amount by country and currency",
    naru="""participations | group by country: city.country.id, currency: agreement.currency
        into m: median(agreement.amount)""",
    duckdb="""select c.country, a.currency, median(a.amount) from agreement a
        join participation p on p.agreement = a.id join city c on c.id = p.city group by all""",
)

TOPK = Row(
    "topk", "the hundred latest agreements with their parties",
    naru="agreements | top 100 by signed | expand p: parties | select id, city: p.id",
    sql="""select a.id, p.city from
        (select * from agreement order by signed_first desc, signed_last desc, id limit 100) a
        join participation p on p.agreement = a.id
        order by a.signed_first desc, a.signed_last desc, a.id, p.city""",
    ladybug="""MATCH (a:Agreement) WITH a ORDER BY a.signed_first DESC, a.signed_last DESC, a.id LIMIT 100
        MATCH (a)-[:Part]->(c:City) RETURN a.id, c.id""",
)

QUERIES = (FILTER, GROUP, PAIRS, SHARED, PATH, REACH, TRIANGLES, ABSENT, SEARCH, DISTINCT, MEDIAN, TOPK)


def key_rows(sizes):
    """A nested query over a table for each row of another, and the join that
    says the same, over the dataset of `data.keys`."""
    rows = []
    for size in sizes:
        left, right = f"left_{size}", f"right_{size}"
        rows.append(Row(
            f"nested-{size}", f"a nested query over {size} rows for each of as many",
            naru=f"lefts_{size} | group into n: sum(count((rights_{size} | where key = k)))",
            sql=f"select sum((select count(*) from {right} where key = k)) from {left}"))
        rows.append(Row(
            f"join-{size}", "the join that says the same",
            naru=f"lefts_{size} | join r: rights_{size} on r.key = k | group into n: count()",
            sql=f"select count(*) from {left} join {right} on key = k"))
    return rows


# Of the first query after opening the stored form.
OPEN = (
    Row(
        "open", "open the stored form and count the cities", naru="count(cities)", sql="select count(*) from city",
        ladybug="MATCH (c:City) RETURN count(*)"),
    Row(
        "open-id", "open the stored form and find a city by its id", naru="""city "id:7" | select name""",
        sql="select name from city where id = 7", ladybug="MATCH (c:City {id: 7}) RETURN c.name"),
    Row(
        "open-name", "open the stored form and find a city by its name", naru="""city "City 7 도시7" | select id""",
        sql="select id from city where name = 'City 7 도시7'",
        ladybug="MATCH (c:City) WHERE c.name = 'City 7 도시7' RETURN c.id"),
)
BUNDLED = (
    ("open", "count(cities)"), ("open-id", """city "id:siheung" | select name"""),
    ("open-name", """city "Siheung" | select id"""),
)

# Ten stages over no rows, to be parsed, checked and planned.
COMPILE = """agreements | take 0 | where kind = .mou and signed >= @2015 | add year: signed.year
| expand c: parties | where c.name ~ "a" and c is city
| group by country: c.country.id, year into n: count(), names: list(c.name)
| add share: n / sum(n) over country | where share > 0.1 | sort n desc, country | select country, year, n, share"""
