import TestSupport
import Testing

/// `and or not if ?? = in any no every some [C] where` over every way in which
/// three operands can be yes, no and unknown.
@Suite struct TruthTests {
    static let values: [Bool?] = [true, false, nil]
    static let triples = values.flatMap { a in values.flatMap { b in values.map { c in [a, b, c] } } }

    private static let schema = """
        languages en

        type item plural items
          a bool
          b bool
          c bool
          bag -> bag inverse items

        type bag plural bags
        """

    /// An item for each triple, named in the order of the triples; a bag for
    /// each triple holds three items, whose `a` are the triple's values.
    private static func records() -> String {
        var text = ""
        func line(_ name: String, _ value: Bool?) -> String { value.map { "  \(name) \($0)\n" } ?? "" }
        for (index, triple) in triples.enumerated() {
            text += "bag b\(index + 100)\n"
            text += "item i\(index + 100)\n" + zip(["a", "b", "c"], triple).map { line($0, $1) }.joined()
            for (place, value) in triple.enumerated() {
                text += "item m\(index + 100)_\(place)\n" + line("a", value) + "  bag b\(index + 100)\n"
            }
        }
        return text + "bag empty\n"
    }

    private static let scratch = Result { try Scratch(schema: schema, records: records()) }

    private func expectTable(
        _ expressions: [String], over source: String, _ model: (Int, Int) -> String?,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let rows = try Self.scratch.get().table(expressions, over: source)
        for (row, cells) in rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                #expect(
                    cell == model(row, column), "\(expressions[column]) in row \(row)", sourceLocation: sourceLocation)
            }
        }
        #expect(!rows.isEmpty, sourceLocation: sourceLocation)
    }

    private let items = #"items[starts_with(id, "i")]"#

    @Test func connectives() throws {
        let cases: [(String, ([Bool?]) -> String?)] = [
            ("a and b", { Kleene.and([$0[0], $0[1]]).written }),
            ("a or b", { Kleene.or([$0[0], $0[1]]).written }),
            ("not a", { Kleene.not($0[0]).written }),
            ("a and b and c", { Kleene.and($0).written }),
            ("a or b or c", { Kleene.or($0).written }),
            ("a and not b or c", { Kleene.or([Kleene.and([$0[0], Kleene.not($0[1])]), $0[2]]).written }),
            (
                "not (a and b) or not c",
                { Kleene.or([Kleene.not(Kleene.and([$0[0], $0[1]])), Kleene.not($0[2])]).written }
            ),
            ("a = b", { Kleene.worlds([$0[0], $0[1]]) { $0[0] == $0[1] }.written }),
            ("a != b", { Kleene.worlds([$0[0], $0[1]]) { $0[0] != $0[1] }.written }),
            ("a = true", { $0[0].written }),
            ("a < b", { Kleene.definite($0) { !$0[0] && $0[1] }.written }),
            ("a ?? b", { ($0[0] ?? $0[1]).written }),
            ("a ?? b ?? c", { ($0[0] ?? $0[1] ?? $0[2]).written }),
            ("a ?? false", { $0[0] == true ? "true" : "false" }),
            ("if a then b else c", { triple in (triple[0].flatMap { $0 ? triple[1] : triple[2] }).written }),
            ("if a then b", { triple in (triple[0].flatMap { $0 ? triple[1] : nil }).written }),
            ("if a and b then 1 else 2", { Kleene.and([$0[0], $0[1]]).map { $0 ? "1" : "2" } }),
            ("any a", { $0[0] == nil ? "false" : "true" }),
            ("no a", { $0[0] == nil ? "true" : "false" }),
            ("any a[it]", { $0[0] == nil ? "false" : $0[0].written }),
            ("no a[it]", { $0[0] == nil ? "true" : Kleene.not($0[0]).written }),
            ("count(a)", { $0[0] == nil ? "0" : "1" }),
        ]
        try expectTable(cases.map(\.0), over: items) { row, column in cases[column].1(Self.triples[row]) }
    }

    @Test func filtersOfRows() throws {
        let scratch = try Self.scratch.get()
        for (condition, model) in [
            ("a", { $0[0] }), ("a and b", { Kleene.and([$0[0], $0[1]]) }), ("a or b", { Kleene.or([$0[0], $0[1]]) }),
            ("not (a or c)", { Kleene.not(Kleene.or([$0[0], $0[2]])) }),
        ] as [(String, ([Bool?]) -> Bool?)] {
            let yes = Self.triples.count { model($0) == true }
            let unknown = Self.triples.count { model($0) == nil }
            let certain = try scratch.ask("\(items) | where \(condition)")
            #expect(certain.rows.count == yes && certain.unknown == unknown, "where \(condition)")
            let possible = try scratch.ask("\(items) | where possibly \(condition)")
            #expect(possible.rows.count == yes + unknown, "where possibly \(condition)")
        }
    }

    @Test func quantifiers() throws {
        let cases: [(String, ([Bool?]) -> String?)] = [
            ("any items[a]", { Kleene.or($0).written }),
            ("no items[a]", { Kleene.not(Kleene.or($0)).written }),
            ("any items[not a]", { Kleene.or($0.map(Kleene.not)).written }),
            ("every(items, a)", { Kleene.and($0).written }),
            ("some(items, a)", { Kleene.or($0).written }),
            ("every(items[a], a)", { $0.contains(nil) ? nil : "true" }),
            ("not every(items, not a)", { Kleene.not(Kleene.and($0.map(Kleene.not))).written }),
            ("count(items)", { "\($0.count)" }),
            ("count(items[a])", { "\($0.count { $0 == true })" }),
            ("count(items[not a])", { "\($0.count { $0 == false })" }),
            ("count(items.a)", { "\($0.count { $0 != nil })" }),
            ("true in items.a", { $0.contains(true) ? "true" : "false" }),
            ("any items.a[it]", { $0.contains(true) ? "true" : "false" }),
            ("any items", { $0.isEmpty ? "false" : "true" }),
            ("no items.a", { $0.allSatisfy { $0 == nil } ? "true" : "false" }),
            ("(if any items[a] then 1 else 2) ?? 3", { Kleene.or($0).map { $0 ? "1" : "2" } ?? "3" }),
        ]
        try expectTable(cases.map(\.0), over: "bags") { row, column in
            cases[column].1(row < Self.triples.count ? Self.triples[row] : [])
        }
    }

    /// Of the members of a filtered set only some are certain.
    @Test func membershipOfWhatIsOnlyPossible() throws {
        let names = (0..<3).map { place in "first(items[ends_with(id, \"_\(place)\")])" }
        let expressions = names.flatMap { name in
            ["\(name) in items[a]", "\(name) not in items[a]", "count(items except items[a])"]
        }
        try expectTable(expressions, over: "bags") { row, column in
            // Nothing is a member of an empty set, whatever it is.
            guard row < Self.triples.count else { return ["false", "true", "0"][column % 3] }
            let value = Self.triples[row][column / 3]
            switch column % 3 {
            case 0: return value.written
            case 1: return Kleene.not(value).written
            default: return "\(Self.triples[row].count { $0 == false })"
            }
        }
    }

    @Test func randomConditions() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let conditions = (0..<120).map { _ in RandomCondition(depth: 4, &random) }
        let rows = try Self.scratch.get().table(conditions.map(\.text), over: items)
        for (row, cells) in rows.enumerated() {
            for (condition, cell) in zip(conditions, cells) {
                #expect(
                    cell == condition.value(Self.triples[row]).written,
                    "\(condition.text) of \(Self.triples[row]), NARU_SEED=\(seed)")
            }
        }
    }
}

extension Kleene {
    /// Unknown as soon as one of the first two operands is.
    static func definite(_ operands: [Bool?], _ body: ([Bool]) -> Bool) -> Bool? {
        guard let a = operands[0], let b = operands[1] else { return nil }
        return body([a, b])
    }
}

/// A random condition over `a`, `b` and `c` with what it means.
private indirect enum RandomCondition {
    case operand(Int)
    case not(RandomCondition)
    case and(RandomCondition, RandomCondition)
    case or(RandomCondition, RandomCondition)
    case orElse(RandomCondition, RandomCondition)
    case choice(RandomCondition, RandomCondition, RandomCondition)

    init(depth: Int, _ random: inout RandomSource) {
        func part() -> RandomCondition { RandomCondition(depth: depth - 1, &random) }
        switch depth == 0 ? 0 : random.below(7) {
        case 1: self = .not(part())
        case 2, 3: self = .and(part(), part())
        case 4, 5: self = .or(part(), part())
        case 6: self = random.chance(50) ? .orElse(part(), part()) : .choice(part(), part(), part())
        default: self = .operand(random.below(3))
        }
    }

    var text: String {
        switch self {
        case .operand(let place): ["a", "b", "c"][place]
        case .not(let operand): "(not \(operand.text))"
        case .and(let left, let right): "(\(left.text) and \(right.text))"
        case .or(let left, let right): "(\(left.text) or \(right.text))"
        case .orElse(let value, let otherwise): "(\(value.text) ?? \(otherwise.text))"
        case .choice(let test, let then, let otherwise):
            "(if \(test.text) then \(then.text) else \(otherwise.text))"
        }
    }

    func value(_ triple: [Bool?]) -> Bool? {
        switch self {
        case .operand(let place): triple[place]
        case .not(let operand): Kleene.not(operand.value(triple))
        case .and(let left, let right): Kleene.and([left.value(triple), right.value(triple)])
        case .or(let left, let right): Kleene.or([left.value(triple), right.value(triple)])
        case .orElse(let value, let otherwise): value.value(triple) ?? otherwise.value(triple)
        case .choice(let test, let then, let otherwise):
            test.value(triple).flatMap { $0 ? then.value(triple) : otherwise.value(triple) }
        }
    }
}
