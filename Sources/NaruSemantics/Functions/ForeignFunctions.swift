import NaruSyntax

/// Functions of other query languages and what Naru writes for them.
enum ForeignFunctions {
    /// An argument as written, and as the operand of a dot or prefix.
    typealias Written = (text: String, operand: String)

    /// Other names for functions that take the same.
    private static let renamed: [String: [String]] = [
        "size": ["count", "length"], "len": ["length", "count"], "strlen": ["length"], "char_length": ["length"],
        "startswith": ["starts_with"], "endswith": ["ends_with"], "substr": ["substring"], "mid": ["substring"],
        "group_concat": ["concat"], "string_agg": ["concat"], "array_agg": ["list"], "collect": ["list"],
        "average": ["avg"], "mean": ["avg"], "all": ["every"], "pow": ["power"], "to_date": ["date"],
        "str": ["text"], "to_char": ["text"], "row_number": ["row"], "lag": ["previous"], "ucase": ["upper"],
        "lcase": ["lower"], "to_lower": ["lower"], "to_upper": ["upper"], "ceiling": ["ceil"],
        "concat_ws": ["join"], "array_length": ["count"], "to_number": ["decimal"], "to_int": ["int"],
    ]

    private static let others: [String: @Sendable ([Written]) -> [String]] = [
        "coalesce": alternatives, "ifnull": alternatives, "nvl": alternatives,
        "isnull": absence, "isnan": absence, "is_null": absence,
        "iif": choice, "if": choice,
        "nullif": { $0.count == 2 ? ["if \($0[0].text) != \($0[1].text) then \($0[0].text)"] : [] },
        "contains": search, "like": search, "instr": search, "regexp_matches": search, "position": search,
        "count_distinct": { $0.count == 1 ? ["count(distinct(\($0[0].text)))"] : [] },
        "exists": { $0.count == 1 ? ["any \($0[0].operand)"] : [] },
        "mod": { $0.count == 2 ? ["\($0[0].operand) % \($0[1].operand)"] : [] },
        "now": { _ in ["today"] }, "current_date": { _ in ["today"] }, "getdate": { _ in ["today"] },
        "year": { part("year", of: $0) }, "month": { part("month", of: $0) }, "day": { part("day", of: $0) },
        "quarter": { part("quarter", of: $0) },
        "date_part": { $0.count == 2 ? part($0[0].text.filter { $0 != "\"" }, of: [$0[1]]) : [] },
        "datediff": difference, "date_diff": difference,
        "countif": { $0.count == 2 ? ["count(\($0[0].operand)[\($0[1].text)])"] : [] },
        "not": { $0.count == 1 ? ["(not \($0[0].operand))"] : [] },
    ]

    /// What no single call stands for.
    static let words: [String: Message] = [
        "vlookup": Message("a link leads there, or a `join`", ko: "링크나 `join`으로 거기에 이릅니다"),
        "shortestpath": Message("paths are a source: `paths`", ko: "경로는 `paths`라는 대상입니다"),
        "cast": Message(
            "`int`, `decimal`, `float`, `text` and `date` convert",
            ko: "`int`, `decimal`, `float`, `text`, `date`로 바꿉니다"),
        "sumif": Message("a set is filtered before its field is added up", ko: "집합을 거른 다음 그 필드를 더합니다"),
        "date_part": Message("the parts of a date stand behind a dot", ko: "날짜의 부분은 점 뒤에 씁니다"),
        "exists": Message("`any` asks whether there is one", ko: "있는지는 `any`로 묻습니다"),
    ]

    static let names = Set(renamed.keys).union(others.keys).union(words.keys)

    /// The call as Naru could write it.
    static func rewritten(_ name: String, _ arguments: [Written]) -> [String] {
        let all = arguments.map(\.text).joined(separator: ", ")
        return (renamed[name] ?? []).map { "\($0)(\(all))" } + (others[name]?(arguments) ?? [])
    }

    private static let alternatives: @Sendable ([Written]) -> [String] = { arguments in
        let joined = arguments.map(\.operand).joined(separator: " ?? ")
        return arguments.count > 1 ? [joined, "(\(joined))"] : []
    }

    private static let absence: @Sendable ([Written]) -> [String] = { $0.count == 1 ? ["no \($0[0].operand)"] : [] }

    private static let choice: @Sendable ([Written]) -> [String] = { arguments in
        guard arguments.count == 3 else { return [] }
        let whole = "if \(arguments[0].text) then \(arguments[1].text) else \(arguments[2].text)"
        return [whole, "(\(whole))"]
    }

    private static let search: @Sendable ([Written]) -> [String] = { arguments in
        guard arguments.count == 2 else { return [] }
        let (text, part) = (arguments[0], arguments[1])
        return ["\(text.operand) ~ \(part.operand)", "\(part.operand) in \(text.operand)"]
    }

    private static let difference: @Sendable ([Written]) -> [String] = { arguments in
        let dates = arguments.suffix(2)
        return dates.count == 2 ? [dates.map(\.operand).joined(separator: " - ")] : []
    }

    private static func part(_ name: String, of arguments: [Written]) -> [String] {
        arguments.count == 1 ? ["\(arguments[0].operand).\(name)"] : []
    }
}
