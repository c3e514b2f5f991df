/// Three-valued logic by its truth tables; nil is unknown.
enum Kleene {
    static func not(_ truth: Bool?) -> Bool? { truth.map { !$0 } }

    static func and(_ left: Bool?, _ right: Bool?) -> Bool? {
        if left == false || right == false { return false }
        return left == nil || right == nil ? nil : true
    }

    static func or(_ left: Bool?, _ right: Bool?) -> Bool? { not(and(not(left), not(right))) }

    static func all(_ truths: [Bool?]) -> Bool? { truths.reduce(true, and) }

    static func any(_ truths: [Bool?]) -> Bool? { truths.reduce(false, or) }

    /// What all possible worlds agree on.
    static func agreed(_ truths: [Bool]) -> Bool? {
        guard let first = truths.first, truths.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}
