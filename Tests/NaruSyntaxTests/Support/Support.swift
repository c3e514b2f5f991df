import NaruSyntax
import TestSupport

/// The diagnostics of a program as `E1001` strings, in order.
func codes(_ text: String) -> [String] { parse(text).diagnostics.map(\.code.description) }

func parse(_ text: String) -> ParseResult { Parser.parse(SourceText(name: "test", text: text)) }

/// The only statement of a program that must be free of mistakes.
func statement(_ text: String) throws -> Statement {
    let result = parse(text)
    guard result.diagnostics.isEmpty, result.program.statements.count == 1 else {
        throw Unexpected(text: text, result: result)
    }
    return result.program.statements[0]
}

func query(_ text: String) throws -> Query {
    guard case .query(let query) = try statement(text).kind else { throw Unexpected(text: text, result: parse(text)) }
    return query
}

func expression(_ text: String) throws -> Expression {
    guard case .expression(let expression) = try query(text).source.kind else {
        throw Unexpected(text: text, result: parse(text))
    }
    return expression
}

struct Unexpected: Error, CustomStringConvertible {
    var text: String
    var result: ParseResult

    var description: String {
        "\(text)\n"
            + result.diagnostics.map {
                "\($0.code) \($0.message.english) at \($0.span.map { "\($0.start)..<\($0.end)" } ?? "?")"
            }
            .joined(separator: "\n") + "\n\(result.program.statements.count) statements"
    }
}

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
