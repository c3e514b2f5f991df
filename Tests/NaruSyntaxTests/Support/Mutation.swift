import TestSupport

/// Small damage to a query.
enum Mutation {
    static func mutate(_ text: String, _ random: inout RandomSource) -> String {
        var pieces = text.split(separator: " ").map(String.init)
        for _ in 0...random.below(2) where !pieces.isEmpty {
            let place = random.below(pieces.count)
            switch random.below(5) {
            case 0: pieces.remove(at: place)
            case 1: pieces.insert(random.pick(strays), at: place)
            case 2: pieces.swapAt(place, random.below(pieces.count))
            case 3: pieces[place] = random.pick(strays)
            default: pieces.insert(pieces[random.below(pieces.count)], at: place)
            }
        }
        return pieces.joined(separator: " ")
    }

    private static let strays = [
        "(", ")", "[", "]", "{", "}", "|", ",", ":", ".", "..", "=", "==", "<", "~", "!", "not", "no", "any", "in",
        "is", "if",
        "then", "else", "over", "all", "by", "into", "union", "except", "select", "where", "\n", "\n|", ";", "\"", "`",
        "@", "$",
        "1", "5k", "@2023", "\"x\"", "name", "-", "--", "*", "?", "??", "\u{0}", "“", "한", "\u{301}", "let", "param",
        "import",
        "asc", "to", "from", "via", "null", "LIKE", "#",
    ]
}
