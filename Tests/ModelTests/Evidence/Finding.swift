import NaruEngine
import NaruSemantics
import TestSupport

/// What is wrong with the evidence of one query over one world.
struct Finding {
    enum Kind: String {
        case order = "the traced query gives other rows, counts or warnings than the plain one"
        case count = "there is not one list of evidence a row"
        case insufficient = "the cited claims do not give the row again"
        case irrelevant = "no derivation needs the claim"
    }

    var kind: Kind
    var details: String
}

/// Looks for findings and counts what it tried.
struct Examination {
    private(set) var queries = 0
    private(set) var rows = 0
    private(set) var sufficient = 0
    private(set) var relevant = 0
    private var random: RandomSource

    init(random: RandomSource) { self.random = random }

    /// At most `sample` rows are looked at closely.
    mutating func examine(_ text: String, in proof: Proof, sample: Int) throws(EngineError) -> Finding? {
        guard let query = proof.query(text) else { return nil }
        queries += 1
        let plain = try proof.answer(query)
        rows += plain.rows.count
        if let finding = try order(of: text, plain, in: proof) { return finding }
        let evidence = try proof.evidence(query)
        guard evidence.count == plain.rows.count else {
            return Finding(kind: .count, details: "\(plain.rows.count) rows, \(evidence.count) lists")
        }
        let tests = ClosedTests(of: query, schema: proof.store.schema)
        let whole = proof.wholeClaims(of: tests)
        for row in Array(plain.rows.indices).shuffled(using: &random).prefix(sample) {
            let cited = Set(evidence[row].compactMap(\.claim))
            // The row of a group without rows rests on nothing being there at all.
            let isOfNothing = evidence[row].contains { $0.basis == .absence && $0.subject == nil }
            if cited.isEmpty, isOfNothing { continue }
            let finding = try examine(plain.rows[row], of: query, cited: cited, whole: whole, tests, in: proof)
            if let finding { return finding }
        }
        return nil
    }

    private func order(of text: String, _ plain: Proof.Answer, in proof: Proof) throws(EngineError) -> Finding? {
        guard let traced = proof.query(text + "\n| with sources") else { return nil }
        let other = try proof.answer(traced)
        let rows = other.rows.map { Array($0.dropLast()) }
        if rows != plain.rows {
            return Finding(kind: .order, details: "plain  \(plain.rows.shown)\ntraced \(rows.shown)")
        }
        if Array(other.unknown.dropLast()) != plain.unknown {
            return Finding(kind: .order, details: "plain unknown \(plain.unknown), traced \(other.unknown)")
        }
        guard other.warnings != plain.warnings else { return nil }
        return Finding(kind: .order, details: "plain warns \(plain.warnings), traced \(other.warnings)")
    }

    private mutating func examine(
        _ row: [Value], of query: OutputQuery, cited: Set<Int>, whole: Set<Int>, _ tests: ClosedTests, in proof: Proof
    ) throws(EngineError) -> Finding? {
        func details(_ more: String) -> String {
            "row \([row].shown)\nevidence\n" + cited.sorted().map { "  " + proof.text(ofClaim: $0) + "\n" }.joined()
                + more
        }
        sufficient += 1
        let again = try proof.answer(query, claims: cited.union(whole)).rows
        guard again.contains(row) else {
            let kept = whole.subtracting(cited).sorted().map { "  " + proof.text(ofClaim: $0) + "\n" }.joined()
            return Finding(kind: .insufficient, details: details("kept whole\n\(kept)which give \(again.shown)"))
        }
        guard tests.isPositive, tests.readsNothingTwice else { return nil }
        for claim in cited.sorted() where try !proof.isGiven(claim, under: query) {
            relevant += 1
            if try isNeeded(claim, for: row, of: query, cited, in: proof) { continue }
            return Finding(kind: .irrelevant, details: details("not needed: \(proof.text(ofClaim: claim))"))
        }
        return nil
    }

    /// Whether some of the cited claims give the row and without this one do
    /// not: claims are left out in random orders as long as the row stays.
    private mutating func isNeeded(
        _ claim: Int, for row: [Value], of query: OutputQuery, _ cited: Set<Int>, in proof: Proof
    ) throws(EngineError) -> Bool {
        // Elements of lists stand in the order of what they come from.
        let wanted = row.map(\.withoutOrder)
        /// Other records may give the same row once more.
        func times(_ claims: Set<Int>) throws(EngineError) -> Int {
            try proof.answer(query, claims: claims).rows.count { $0.map(\.withoutOrder) == wanted }
        }
        let all = try times(cited)
        if try times(cited.subtracting([claim])) < all { return true }
        for _ in 0..<60 {
            var left = cited
            for other in cited.subtracting([claim]).sorted().shuffled(using: &random) {
                let without = try times(left.subtracting([other]))
                guard without > 0 else { continue }
                left.remove(other)
                if try times(left.subtracting([claim])) < without { return true }
            }
        }
        return false
    }
}

extension [[Value]] {
    /// As CSV has them.
    var shown: String { map { "(" + $0.map(\.shown).joined(separator: ", ") + ")" }.joined(separator: " ") }
}

extension Value {
    fileprivate var withoutOrder: Value {
        guard case .list(let items) = self else { return self }
        return .list(items.map(\.withoutOrder).sorted { $0.plainText < $1.plainText })
    }

    fileprivate var shown: String {
        switch self {
        case .entity(let entity): entity.id
        case .absent: "–"
        default: plainText
        }
    }
}
