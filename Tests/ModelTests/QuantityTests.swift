import NaruEngine
import NaruSyntax
import Testing

/// Quantities with qualifiers against a model that tries the amounts they can
/// have, in steps of a quarter up to far beyond every amount that occurs.
@Suite struct QuantityTests {
    struct ModelQuantity {
        var text: String?
        var unit = "EUR"
        /// In quarters.
        var amounts: [Int] = []

        static let reach = -160...160

        static func one(_ amount: Int, _ unit: String = "EUR") -> ModelQuantity {
            ModelQuantity(text: "\(amount) \(unit)", unit: unit, amounts: [amount * 4])
        }

        static func about(_ amount: Int) -> ModelQuantity {
            ModelQuantity(text: "about \(amount) EUR", amounts: [amount * 4])
        }

        static func over(_ amount: Int) -> ModelQuantity {
            ModelQuantity(text: "over \(amount) EUR", amounts: reach.filter { $0 > amount * 4 })
        }

        static func atLeast(_ amount: Int) -> ModelQuantity {
            ModelQuantity(text: "at least \(amount) EUR", amounts: reach.filter { $0 >= amount * 4 })
        }

        static func under(_ amount: Int) -> ModelQuantity {
            ModelQuantity(text: "under \(amount) EUR", amounts: reach.filter { $0 < amount * 4 })
        }

        static func atMost(_ amount: Int) -> ModelQuantity {
            ModelQuantity(text: "at most \(amount) EUR", amounts: reach.filter { $0 <= amount * 4 })
        }

        static func range(_ low: Int, _ high: Int) -> ModelQuantity {
            ModelQuantity(text: "\(low)..\(high) EUR", amounts: Array(low * 4...high * 4))
        }
    }

    static let quantities: [ModelQuantity] = [
        .one(5), .one(6), .about(5), .over(5), .over(6), .atLeast(5), .atLeast(6), .atMost(5), .atMost(6),
        .under(5), .under(7), .range(5, 6), .range(4, 5), .range(6, 8), .one(5, "KRW"), ModelQuantity(text: nil),
    ]

    private static let pairs = quantities.flatMap { a in quantities.map { (a, $0) } }

    private static let scratch = Result {
        var text = ""
        for (index, (a, b)) in pairs.enumerated() {
            text +=
                "pair p\(1000 + index)\n" + (a.text.map { "  a \($0)\n" } ?? "") + (b.text.map { "  b \($0)\n" } ?? "")
        }
        return try Scratch(
            schema: """
                languages en

                type pair plural pairs
                  a quantity
                  b quantity
                """, records: text)
    }

    @Test func comparisons() throws {
        let tests: [(String, (Int, Int) -> Bool)] = [
            ("a = b", { $0 == $1 }), ("a != b", { $0 != $1 }), ("a < b", { $0 < $1 }), ("a <= b", { $0 <= $1 }),
            ("a > b", { $0 > $1 }), ("a >= b", { $0 >= $1 }),
        ]
        let rows = try Self.scratch.get().table(tests.map(\.0), over: "pairs")
        #expect(rows.count == Self.pairs.count)
        for ((a, b), cells) in zip(Self.pairs, rows) {
            let worlds = a.unit == b.unit ? a.amounts.flatMap { one in b.amounts.map { (one, $0) } } : []
            for ((text, holds), cell) in zip(tests, cells) {
                let wanted = Kleene.agreed(worlds) { holds($0.0, $0.1) }
                #expect(cell == wanted.written, "\(text) of \(a.text ?? "–") and \(b.text ?? "–")")
            }
        }
    }

    @Test func againstLiterals() throws {
        let literals: [(String, [Int])] = [
            ("5 EUR", [20]), ("5.5 EUR", [22]), ("5유로", [20]), ("5..6 EUR", Array(20...24)), ("0 EUR", [0]),
        ]
        let operators: [(String, (Int, Int) -> Bool)] = [
            ("=", { $0 == $1 }), ("!=", { $0 != $1 }), ("<", { $0 < $1 }), ("<=", { $0 <= $1 }), (">", { $0 > $1 }),
            (">=", { $0 >= $1 }),
        ]
        let cases = literals.flatMap { literal in operators.map { (literal, $0.0, $0.1) } }
        let rows = try Self.scratch.get().table(cases.map { "a \($0.1) \($0.0.0)" }, over: "pairs")
        for ((a, _), cells) in zip(Self.pairs, rows) where a.unit == "EUR" {
            for ((literal, sign, holds), cell) in zip(cases, cells) {
                let worlds = a.amounts.flatMap { one in literal.1.map { (one, $0) } }
                let wanted = Kleene.agreed(worlds) { holds($0.0, $0.1) }
                #expect(cell == wanted.written, "\(a.text ?? "–") \(sign) \(literal.0)")
            }
        }
    }

    @Test func theLoosestQualifierDoesNotDependOnTheOrder() throws {
        let scratch = try Self.scratch.get()
        let same = "(a + b).qualifier = (b + a).qualifier"
        let differing = try scratch.ask("pairs | where any (a + b).qualifier | where not (\(same)) | select a, b")
        #expect(differing.rows.isEmpty)
        let compared = try scratch.ask("pairs | where any (a + b).qualifier and any (b + a).qualifier")
        #expect(compared.rows.count > 50)
    }

    /// A result is to hold every amount that the operands allow, and no other
    /// bound than theirs.
    @Test func arithmetic() throws {
        let tests: [(String, (Int, Int) -> Int?)] = [
            ("a + b", { $0 + $1 }), ("a - b", { $0 - $1 }), ("a * 2", { a, _ in a * 2 }), ("a * 0", { _, _ in 0 }),
            ("a * -1", { a, _ in -a }), ("-a", { a, _ in -a }), ("a + 1 EUR", { a, _ in a + 4 }),
        ]
        let scratch = try Self.scratch.get()
        let columns = tests.enumerated().map { "e\($0): \($1.0)" }.joined(separator: ", ")
        let rows = try scratch.ask("pairs | select \(columns)").values
        for ((a, b), cells) in zip(Self.pairs, rows) {
            for ((text, compute), cell) in zip(tests, cells) {
                let usesBoth = text.hasSuffix("b")
                let name = "\(text) of \(a.text ?? "–") and \(b.text ?? "–")"
                guard a.unit == "EUR", !a.amounts.isEmpty else { continue }
                guard !usesBoth || (b.unit == a.unit && !b.amounts.isEmpty) else {
                    #expect(cell == .absent, "\(name)")
                    continue
                }
                let others = usesBoth ? b.amounts : [0]
                let worlds = a.amounts.flatMap { one in others.compactMap { compute(one, $0) } }
                let isOpen = (
                    low: worlds.contains { $0 < -80 }, high: worlds.contains { $0 > 80 }
                )
                guard case .quantity(let result) = cell else {
                    #expect(isOpen.low && isOpen.high, "\(name) is \(cell)")
                    continue
                }
                let bounds = result.quarters
                #expect(
                    (bounds.low == nil) == isOpen.low && (bounds.high == nil) == isOpen.high, "\(name) is \(result)")
                // Past a bound that is left out stands the next step or, of two, the second.
                let (least, greatest) = (worlds.min() ?? 0, worlds.max() ?? 0)
                if let low = bounds.low {
                    #expect((low...(isOpen.high ? low + 2 : low)).contains(least), "\(name) is \(result)")
                }
                if let high = bounds.high {
                    #expect(((isOpen.low ? high - 2 : high)...high).contains(greatest), "\(name) is \(result)")
                }
                if result.qualifier == .over { #expect(bounds.low.map { $0 < least } ?? false, "\(name) is \(result)") }
                if result.qualifier == .under {
                    #expect(bounds.high.map { $0 > greatest } ?? false, "\(name) is \(result)")
                }
            }
        }
    }

    /// The least, greatest and middle one hold every amount that those of the
    /// operands give, and bounds no further out than an open end asks for.
    @Test func extremes() throws {
        let tests: [(String, ([Int]) -> Int)] = [
            ("max([a, b])", { $0[1] * 2 }), ("min([a, b])", { $0[0] * 2 }), ("median([a, b])", { $0[0] + $0[1] }),
            ("percentile([a, b], 1)", { $0[1] * 2 }),
        ]
        let columns = tests.enumerated().map { "e\($0): \($1.0)" }.joined(separator: ", ")
        let rows = try Self.scratch.get().ask("pairs | select \(columns)").values
        for ((a, b), cells) in zip(Self.pairs, rows) where a.unit == b.unit && a.text != nil && b.text != nil {
            for ((text, compute), cell) in zip(tests, cells) {
                let name = "\(text) of \(a.text ?? "–") and \(b.text ?? "–")"
                // In eighths, so that the middle of two quarters is one too.
                let worlds = a.amounts.flatMap { one in b.amounts.map { compute([one, $0].sorted()) } }
                let (least, greatest) = (worlds.min() ?? 0, worlds.max() ?? 0)
                // All amounts that occur lie between 0 and 8.
                let isOpen = (low: least < 0, high: greatest > 100)
                guard case .quantity(let result) = cell else {
                    #expect(isOpen.low && isOpen.high, "\(name) is \(cell)")
                    continue
                }
                let bounds = result.eighths
                #expect((bounds.low == nil) == isOpen.low, "\(name) is \(result)")
                #expect((bounds.high == nil) == isOpen.high, "\(name) is \(result)")
                if let low = bounds.low { #expect((least - 2...least).contains(low), "\(name) is \(result)") }
                if let high = bounds.high { #expect((greatest...greatest + 2).contains(high), "\(name) is \(result)") }
            }
        }
    }

    @Test func aNegationKeepsStrictness() throws {
        let rows = try Self.scratch.get().ask(
            """
            pairs | where any a
            | select q: a.qualifier, n: (-a).qualifier, m: (a * -2).qualifier, back: (-(-a)).qualifier | distinct
            """
        ).rows
        let mirrored: [String?: String?] = [
            "over": "under", "under": "over", "at least": "at most", "at most": "at least", "about": "about",
            "range": "range", nil: nil,
        ]
        #expect(rows.count == mirrored.count)
        for row in rows { #expect(row == [row[0], mirrored[row[0]] ?? nil, mirrored[row[0]] ?? nil, row[0]]) }
    }

    /// What has no one amount has none to calculate with.
    @Test func partsOfQuantities() throws {
        let scratch = try Self.scratch.get()
        let answer = try scratch.ask("pairs | select a.amount, a.low, a.high, ratio: a / 1 EUR")
        for ((a, _), cells) in zip(Self.pairs, answer.rows) where a.unit == "EUR" && a.text != nil {
            let (least, greatest) = (a.amounts.min() ?? 0, a.amounts.max() ?? 0)
            let isRange = a.text?.contains("..") ?? false
            #expect((cells[0] == nil) == isRange, "\(a.text ?? "–")")
            #expect((cells[1] == nil) == (least < -80), "\(a.text ?? "–")")
            #expect((cells[2] == nil) == (greatest > 80), "\(a.text ?? "–")")
            #expect((cells[3] == nil) == (least != greatest), "\(a.text ?? "–")")
        }
        #expect(answer.warnings == ["W4004", "W4005", "W4004"])
    }
}

extension Quantity {
    /// The ends of what it can be, in quarters; nil is open.
    fileprivate var quarters: (low: Int?, high: Int?) {
        func quarters(_ amount: ExactDecimal) -> Int { Int((amount.double * 4).rounded()) }
        switch qualifier {
        case .exact, .about: return (quarters(amount), quarters(amount))
        case .range: return (quarters(amount), quarters(upper))
        case .over, .atLeast: return (quarters(amount), nil)
        case .under, .atMost: return (nil, quarters(amount))
        }
    }

    fileprivate var eighths: (low: Int?, high: Int?) {
        func eighths(_ amount: ExactDecimal) -> Int { Int((amount.double * 8).rounded()) }
        switch qualifier {
        case .exact, .about: return (eighths(amount), eighths(amount))
        case .range: return (eighths(amount), eighths(upper))
        case .over, .atLeast: return (eighths(amount), nil)
        case .under, .atMost: return (nil, eighths(amount))
        }
    }
}
