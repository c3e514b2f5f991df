/// Functions of other query languages and what Naru writes for them.
enum ForeignFunctions {
    static let ways: [String: String] = [
        "coalesce": "x ?? y", "ifnull": "x ?? y", "nvl": "x ?? y", "isnull": "no x", "isnan": "no x",
        "iif": "if c then x else y", "if": "if c then x else y", "nullif": "if x != y then x",
        "size": "count(xs), or length(x) of a text", "len": "length(x), or count(xs) of a set",
        "strlen": "length(x)", "char_length": "length(x)", "contains": "text ~ \"part\", or x in xs",
        "like": "text ~ \"part\"", "instr": "text ~ \"part\"", "startswith": "starts_with(x, y)",
        "endswith": "ends_with(x, y)", "substr": "substring(x, from, count)", "mid": "substring(x, from, count)",
        "concat_ws": "join(xs, separator)", "group_concat": "concat(xs, separator)",
        "string_agg": "concat(xs, separator)", "array_agg": "list(xs)", "collect": "list(xs)",
        "average": "avg(xs)", "mean": "avg(xs)", "count_distinct": "count(distinct(xs))",
        "exists": "any xs[C]", "all": "every(xs, C)", "pow": "power(x, y)", "mod": "x % y",
        "now": "today", "current_date": "today", "date_part": "d.year, d.month, d.day", "year": "d.year",
        "month": "d.month", "day": "d.day", "datediff": "d1 - d2", "date_diff": "d1 - d2",
        "to_date": "date(text)", "cast": "int(x), decimal(x), text(x), date(x)", "str": "text(x)",
        "row_number": "row()", "lag": "previous(e)", "shortestpath": "paths from a to b via L",
        "vlookup": "a link: x.field, or join x: source on C", "countif": "count(xs[C])", "sumif": "sum(xs[C].field)",
    ]
}
