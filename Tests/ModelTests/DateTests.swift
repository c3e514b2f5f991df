import TestSupport
import Testing

/// Dates known in part against a model that goes through their days.
@Suite struct DateTests {
    private static let schema = """
        languages en

        type moment plural moments
          d date

        type pair plural pairs
          a date
          b date
        """

    private static let dates = ModelDate.all

    private static let pairs = dates.flatMap { a in dates.map { (a, $0) } }

    private static let scratch = Result {
        var text = ""
        for (index, date) in dates.enumerated() { text += "moment m\(1000 + index)\n  d \(date.text)\n" }
        text += "moment m9999\n"
        for (index, pair) in pairs.enumerated() {
            text += "pair p\(1000 + index)\n  a \(pair.0.text)\n  b \(pair.1.text)\n"
        }
        return try Scratch(schema: schema, records: text)
    }

    /// Compares each cell with the model's; the record without a date comes last.
    private func expect(
        _ cases: [(text: String, model: (ModelDate) -> String?)], absent: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let rows = try Self.scratch.get().table(cases.map(\.text), over: "moments")
        #expect(rows.count == Self.dates.count + 1, sourceLocation: sourceLocation)
        for (date, cells) in zip(Self.dates, rows) {
            for (one, cell) in zip(cases, cells) {
                #expect(cell == one.model(date), "\(one.text) of \(date.text)", sourceLocation: sourceLocation)
            }
        }
        #expect(rows.last == cases.map { _ in absent }, sourceLocation: sourceLocation)
    }

    @Test func againstSetsOfDays() throws {
        let operators: [(String, (Int, ModelDays) -> Bool)] = [
            ("=", { $1.contains($0) }), ("!=", { !$1.contains($0) }), ("in", { $1.contains($0) }),
            ("not in", { !$1.contains($0) }), ("<", { $0 < $1.first }), (">", { $0 > $1.last }),
            ("<=", { $0 <= $1.last }), (">=", { $0 >= $1.first }),
        ]
        try expect(
            ModelDays.all.flatMap { set in
                operators.map { sign, holds in
                    (
                        text: "d \(sign) \(set.text)",
                        model: { date in Kleene.agreed(date.days) { holds($0, set) }.written }
                    )
                }
            })
    }

    @Test func setsOfDaysOnTheLeft() throws {
        let operators: [(String, (ModelDays, Int) -> Bool)] = [
            ("=", { $0.contains($1) }), ("!=", { !$0.contains($1) }), ("<", { $0.last < $1 }),
            (">", { $0.first > $1 }), ("<=", { $0.first <= $1 }), (">=", { $0.last >= $1 }),
        ]
        try expect(
            ModelDays.all.flatMap { set in
                operators.map { sign, holds in
                    (
                        text: "(\(set.text)) \(sign) d",
                        model: { date in Kleene.agreed(date.days) { holds(set, $0) }.written }
                    )
                }
            })
    }

    @Test func overlapsWithSetsOfDays() throws {
        try expect(
            ModelDays.all.map { set in
                (
                    text: "overlaps(d, \(set.text))",
                    model: { date in Kleene.agreed(date.days) { set.contains($0) }.written }
                )
            })
    }

    @Test func againstEachOther() throws {
        let operators: [(String, (Int, Int) -> Bool)] = [
            ("a = b", { $0 == $1 }), ("a != b", { $0 != $1 }), ("a < b", { $0 < $1 }), ("a <= b", { $0 <= $1 }),
            ("a > b", { $0 > $1 }), ("a >= b", { $0 >= $1 }), ("a in b", { $0 == $1 }),
            ("overlaps(a, b)", { $0 == $1 }),
        ]
        let rows = try Self.scratch.get().table(operators.map(\.0), over: "pairs")
        #expect(rows.count == Self.pairs.count)
        for ((a, b), cells) in zip(Self.pairs, rows) {
            let worlds = a.days.lazy.flatMap { day in b.days.lazy.map { (day, $0) } }
            for ((text, holds), cell) in zip(operators, cells) {
                let wanted = Kleene.agreed(worlds) { holds($0.0, $0.1) }
                #expect(cell == wanted.written, "\(text) of \(a.text) and \(b.text)")
            }
        }
    }

    @Test func parts() throws {
        func one<Part: Equatable>(_ date: ModelDate, _ part: (ModelCalendar.Day) -> Part) -> String? {
            let parts = date.candidates.map { part(ModelCalendar.days[$0]) }
            return parts.allSatisfy { $0 == parts[0] } ? "\(parts[0])" : nil
        }
        try expect([
            ("d.year", { one($0, \.year) }), ("d.month", { one($0, \.month) }), ("d.day", { one($0, \.day) }),
            ("d.quarter", { one($0) { ($0.month + 2) / 3 } }), ("d.precision", { $0.precision }),
            ("d.qualifier", { $0.qualifier }), ("text(d)", { $0.text }),
            ("earliest(d)", { ModelCalendar.days[$0.days.lowerBound].text }),
            ("latest(d)", { ModelCalendar.days[$0.days.upperBound].text }),
        ])
    }

    /// Both ends of what it can be move, so what follows of them does.
    @Test func movedByDurations() throws {
        var cases: [(text: String, model: (ModelDate) -> String?)] = []
        for months in [1, 2, 11, 12, 13, 36, 48] {
            for (sign, step) in [("+", months), ("-", -months)] {
                let text = months % 12 == 0 ? "\(months / 12) years" : "\(months) months"
                cases.append(("earliest(d \(sign) \(text))", { moved($0.days.lowerBound, step) }))
                cases.append(("latest(d \(sign) \(text))", { moved($0.days.upperBound, step) }))
            }
        }
        func moved(_ place: Int, _ months: Int) -> String {
            ModelCalendar.days[ModelCalendar.adding(months: months, to: place)].text
        }
        for days in [1, 28, 366] {
            cases.append(("earliest(d + \(days) days)", { ModelCalendar.days[$0.days.lowerBound + days].text }))
            cases.append(("latest(d - \(days) days)", { ModelCalendar.days[$0.days.upperBound - days].text }))
        }
        cases.append(("earliest(d + 2 weeks)", { ModelCalendar.days[$0.days.lowerBound + 14].text }))
        cases.append(("latest(1개월 + d)", { moved($0.days.upperBound, 1) }))
        try expect(cases)
    }

    @Test func between() throws {
        let rows = try Self.scratch.get().table(
            ["a - b", "months_between(a, b)", "years_between(a, b)"], over: "pairs")
        for ((a, b), cells) in zip(Self.pairs, rows) {
            let isCertain = a.days.count == 1 && b.days.count == 1
            let days = a.days.lowerBound - b.days.lowerBound
            #expect(cells[0] == (isCertain ? "\(days) day\(abs(days) == 1 ? "" : "s")" : nil), "\(a.text) - \(b.text)")
            let counts = a.days.ends.flatMap { day in b.days.ends.map { ModelCalendar.months(from: day, to: $0) } }
            let months = Set(counts)
            let years = Set(counts.map { $0 / 12 })
            #expect(cells[1] == (months.count == 1 ? "\(counts[0])" : nil), "months from \(a.text) to \(b.text)")
            #expect(cells[2] == (years.count == 1 ? "\(counts[0] / 12)" : nil), "years from \(a.text) to \(b.text)")
        }
    }

    /// Every two days around the ends of short months, both ways.
    @Test func betweenAllDaysOfAWindow() throws {
        let (first, last) = (ModelCalendar.place("2023-12-26"), ModelCalendar.place("2024-03-03"))
        let days = Array(first...last) + [ModelCalendar.place("2025-02-28"), ModelCalendar.place("2022-02-28")]
        let scratch = try Scratch(
            schema: "languages en\n\ntype day plural days\n  d date\n",
            records: days.enumerated().map { "day d\(1000 + $0)\n  d \(ModelCalendar.days[$1].text)\n" }.joined())
        let rows = try scratch.ask(
            "days | join b: days on true | select m: months_between(d, b.d), y: years_between(d, b.d)"
        ).rows
        let pairs = days.flatMap { a in days.map { (a, $0) } }
        #expect(rows.count == pairs.count)
        for ((a, b), cells) in zip(pairs, rows) {
            let months = ModelCalendar.months(from: a, to: b)
            #expect(
                cells == ["\(months)", "\(months / 12)"],
                "from \(ModelCalendar.days[a].text) to \(ModelCalendar.days[b].text)")
        }
    }

    @Test func extremes() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<12 {
            let places = (0..<3).map { _ in random.below(Self.dates.count) }
            let chosen = places.map { Self.dates[$0].days }
            let ids = places.map { "\"m\(1000 + $0)\"" }.joined(separator: ", ")
            let answer = try Self.scratch.get().ask(
                """
                moments | where id in [\(ids)] | group into a: min(d), b: max(d)
                | select earliest(a), latest(a), first: earliest(b), last: latest(b)
                """)
            let wanted = [
                chosen.map(\.lowerBound).min(), chosen.map(\.upperBound).min(), chosen.map(\.lowerBound).max(),
                chosen.map(\.upperBound).max(),
            ].compactMap { $0.map { ModelCalendar.days[$0].text } }
            #expect(answer.rows == [wanted], "of \(ids), NARU_SEED=\(seed)")
        }
    }

    /// Random days, where an error of one day has nowhere to hide.
    @Test func randomDays() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let base = ModelCalendar.place("2000-01-01")
        let samples = (0..<150).map { _ in
            (base + random.below(10_000), random.below(80) - 40, base + random.below(10_000))
        }
        let list = samples.map { start, months, end in
            let (a, b) = (ModelCalendar.days[start].text, ModelCalendar.days[end].text)
            let sign = months < 0 ? "-" : "+"
            return
                "[text(@\(a) \(sign) \(abs(months)) months), text(months_between(@\(a), @\(b))), text(@\(a) - @\(b))]"
        }
        let answer = try Self.scratch.get().ask(
            "moments | take 1 | select " + list.enumerated().map { "c\($0): \($1)" }.joined(separator: ", "))
        for ((start, months, end), cell) in zip(samples, answer.rows[0]) {
            let moved = ModelCalendar.days[ModelCalendar.adding(months: months, to: start)].text
            let days = start - end
            let wanted = [
                moved, "\(ModelCalendar.months(from: start, to: end))", "\(days) day\(abs(days) == 1 ? "" : "s")",
            ].joined(separator: "; ")
            #expect(
                cell == wanted,
                "from \(ModelCalendar.days[start].text) to \(ModelCalendar.days[end].text), NARU_SEED=\(seed)")
        }
    }
}

extension ClosedRange<Int> {
    /// The first and the last day: what grows from day to day and is the same
    /// at both is the same at all.
    var ends: [Int] { [lowerBound, upperBound] }
}
