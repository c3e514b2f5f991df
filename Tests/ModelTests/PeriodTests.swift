import Foundation
import Testing

/// Periods with uncertain ends against a model that goes through the days on
/// which they can start and end.
@Suite struct PeriodTests {
    /// Start and end, each the days it can be; open ends reach beyond all days.
    struct ModelPeriod {
        var text: String
        var starts: [Int]
        var ends: [Int]

        init(_ text: String, _ starts: (String, String)?, _ ends: (String, String)?) {
            self.text = text
            self.starts = starts.map { Array(ModelCalendar.place($0.0)...ModelCalendar.place($0.1)) } ?? [.min]
            self.ends = ends.map { Array(ModelCalendar.place($0.0)...ModelCalendar.place($0.1)) } ?? [.max]
        }

        var worlds: [(start: Int, end: Int)] {
            starts.flatMap { start in ends.filter { start <= $0 }.map { (start, $0) } }
        }
    }

    static let periods: [ModelPeriod] = [
        ModelPeriod("2024-05-13/2024-05-19", ("2024-05-13", "2024-05-13"), ("2024-05-19", "2024-05-19")),
        ModelPeriod("2024-05-13/2024-05-13", ("2024-05-13", "2024-05-13"), ("2024-05-13", "2024-05-13")),
        ModelPeriod("2024-02-28/2024-03-01", ("2024-02-28", "2024-02-28"), ("2024-03-01", "2024-03-01")),
        ModelPeriod("2024-02-29", ("2024-02-29", "2024-02-29"), ("2024-02-29", "2024-02-29")),
        ModelPeriod("2024-02", ("2024-02-01", "2024-02-29"), ("2024-02-01", "2024-02-29")),
        ModelPeriod("2024-02/2024-05-13", ("2024-02-01", "2024-02-29"), ("2024-05-13", "2024-05-13")),
        ModelPeriod("2024-05-13/2024-12", ("2024-05-13", "2024-05-13"), ("2024-12-01", "2024-12-31")),
        ModelPeriod("2024-05-13/..", ("2024-05-13", "2024-05-13"), nil),
        ModelPeriod("../2024-05-19", nil, ("2024-05-19", "2024-05-19")),
    ]

    static let days: [ModelDate] = [
        .day("2024-02-29"), .day("2024-05-13"), .day("2024-05-19"), .day("2024-05-20"),
        ModelDate("2024-05", "2024-05-01", "2024-05-31", "month"),
        ModelDate("2024-02", "2024-02-01", "2024-02-29", "month"),
    ]

    private static let schema = """
        languages en

        type span plural spans
          p period

        type pair plural pairs
          p period
          q period
          d date
        """

    private static let pairs = periods.flatMap { p in periods.map { (p, $0) } }
    private static let dated = periods.flatMap { p in days.map { (p, $0) } }

    private static let scratch = Result {
        var text = ""
        for (index, period) in periods.enumerated() { text += "span s\(100 + index)\n  p \(period.text)\n" }
        for (index, pair) in pairs.enumerated() {
            text += "pair a\(100 + index)\n  p \(pair.0.text)\n  q \(pair.1.text)\n"
        }
        for (index, pair) in dated.enumerated() {
            text += "pair b\(100 + index)\n  p \(pair.0.text)\n  d \(pair.1.text)\n"
        }
        return try Scratch(schema: schema, records: text)
    }

    @Test func againstSetsOfDays() throws {
        typealias Holds = ((start: Int, end: Int), ModelDays) -> Bool
        let tests: [(String, Holds)] = [
            ("p in SET", { $1.contains($0.start) && $1.contains($0.end) }),
            ("p not in SET", { !($1.contains($0.start) && $1.contains($0.end)) }),
            ("p < SET", { $0.end < $1.first }), ("p > SET", { $0.start > $1.last }),
            ("(SET) > p", { $0.end < $1.first }), ("(SET) < p", { $0.start > $1.last }),
            ("overlaps(p, SET)", { $0.start <= $1.last && $0.end >= $1.first }),
            ("overlaps(SET, p)", { $0.start <= $1.last && $0.end >= $1.first }),
            ("p.start in SET", { $1.contains($0.start) }), ("p.end in SET", { $1.contains($0.end) }),
        ]
        let cases = ModelDays.all.flatMap { set in tests.map { (set, $0.0, $0.1) } }
        let texts = cases.map { set, text, _ in text.replacingOccurrences(of: "SET", with: set.text) }
        let rows = try Self.scratch.get().table(texts, over: "spans")
        #expect(rows.count == Self.periods.count)
        for (period, cells) in zip(Self.periods, rows) {
            let worlds = period.worlds
            for ((set, text, holds), cell) in zip(cases, cells) {
                var wanted = Kleene.agreed(worlds) { holds($0, set) }
                // An end that is open is absent.
                if text.hasPrefix("p.start"), period.starts == [.min] { wanted = nil }
                if text.hasPrefix("p.end"), period.ends == [.max] { wanted = nil }
                #expect(
                    cell == wanted.written, "\(text.replacingOccurrences(of: "SET", with: set.text)) of \(period.text)")
            }
        }
    }

    @Test func againstEachOther() throws {
        typealias World = (start: Int, end: Int)
        let tests: [(String, (World, World) -> Bool)] = [
            ("p = q", { $0 == $1 }), ("p != q", { $0 != $1 }), ("p < q", { $0.end < $1.start }),
            ("p > q", { $0.start > $1.end }), ("p in q", { $1.start <= $0.start && $0.end <= $1.end }),
            ("p not in q", { !($1.start <= $0.start && $0.end <= $1.end) }),
            ("overlaps(p, q)", { $0.start <= $1.end && $1.start <= $0.end }),
        ]
        let rows = try Self.scratch.get().table(tests.map(\.0), over: "pairs[any q]")
        #expect(rows.count == Self.pairs.count)
        for ((p, q), cells) in zip(Self.pairs, rows) {
            let worlds = p.corners.lazy.flatMap { a in q.corners.lazy.map { (a, $0) } }
            for ((text, holds), cell) in zip(tests, cells) {
                let wanted = Kleene.agreed(worlds) { holds($0.0, $0.1) }
                #expect(cell == wanted.written, "\(text) of \(p.text) and \(q.text)")
            }
        }
    }

    @Test func againstDates() throws {
        let tests: [(String, ((start: Int, end: Int), Int) -> Bool)] = [
            ("d in p", { $0.start <= $1 && $1 <= $0.end }), ("d not in p", { !($0.start <= $1 && $1 <= $0.end) }),
            ("p < d", { $0.end < $1 }), ("p > d", { $0.start > $1 }), ("d < p", { $1 < $0.start }),
            ("d > p", { $1 > $0.end }), ("p in d", { $0.start == $1 && $0.end == $1 }),
            ("overlaps(p, d)", { $0.start <= $1 && $1 <= $0.end }),
        ]
        let rows = try Self.scratch.get().table(tests.map(\.0), over: "pairs[any d]")
        #expect(rows.count == Self.dated.count)
        for ((period, date), cells) in zip(Self.dated, rows) {
            let worlds = period.corners.lazy.flatMap { world in date.days.lazy.map { (world, $0) } }
            for ((text, holds), cell) in zip(tests, cells) {
                let wanted = Kleene.agreed(worlds) { holds($0.0, $0.1) }
                #expect(cell == wanted.written, "\(text) of \(period.text) and \(date.text)")
            }
        }
    }
}

extension PeriodTests.ModelPeriod {
    /// The worlds with the first, second and last day an end can be; a relation
    /// of ends that is the same in these is the same in all.
    var corners: [(start: Int, end: Int)] {
        func few(_ days: [Int]) -> [Int] { Array(Set(days.prefix(2) + days.suffix(2))).sorted() }
        return few(starts).flatMap { start in few(ends).filter { start <= $0 }.map { (start, $0) } }
    }
}
