/// Three-valued logic by its definition: what is so in every possible world,
/// in none, or in some. nil is unknown.
enum Kleene {
    static func and(_ operands: [Bool?]) -> Bool? {
        worlds(operands) { $0.allSatisfy { $0 } }
    }

    static func or(_ operands: [Bool?]) -> Bool? {
        worlds(operands) { $0.contains(true) }
    }

    static func not(_ operand: Bool?) -> Bool? { operand.map { !$0 } }

    /// The one result of all ways to settle what is unknown, or nil.
    static func worlds<Result: Equatable>(_ operands: [Bool?], _ body: ([Bool]) -> Result) -> Result? {
        var settled: [[Bool]] = [[]]
        for operand in operands {
            let choices = operand.map { [$0] } ?? [false, true]
            settled = settled.flatMap { start in choices.map { start + [$0] } }
        }
        let results = settled.map(body)
        return results.allSatisfy { $0 == results[0] } ? results[0] : nil
    }

    /// The one result over all worlds, found early where two differ.
    static func agreed<Worlds: Sequence>(_ worlds: Worlds, _ holds: (Worlds.Element) -> Bool) -> Bool? {
        var seen: Bool?
        for world in worlds {
            let now = holds(world)
            if let seen, seen != now { return nil }
            seen = now
        }
        return seen
    }
}

extension Bool? {
    /// As `text(x)` writes it.
    var written: String? { map { $0 ? "true" : "false" } }
}
