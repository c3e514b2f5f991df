import NaruSyntax

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
