import Naru
import NaruSyntax

/// The statements that ran at the prompt, as a script that gives the same.
struct SavedScript {
    /// Statements, and commands that they rest on as comments.
    private var lines: [String] = []
    private(set) var count = 0
    /// The query of the last result.
    private var last: String?

    /// What ran. A script has no last result, so `_` becomes its query.
    mutating func keep(_ source: SourceText) {
        let text = SourceText(name: source.name, text: withoutLast(source))
        let statements = Parser.parse(text).program.statements
        lines.append(text.text(in: Span(0, text.utf8.count)).trimmingWhitespace + ";")
        count += 1
        if let query = statements.last(where: { $0.subject == nil }) {
            last = text.text(in: query.span).trimmingWhitespace
        }
    }

    /// A command that later statements rest on.
    mutating func keep(command: String) {
        lines.append("# " + SafeText.escaped(command))
    }

    /// - Parameter command: How the script is run so that it gives the same, where
    ///   its name alone would not do.
    func text(runBy command: String?) -> String {
        let head = command.map { ["# " + SafeText.escaped($0)] } ?? []
        return (head + lines).map { $0 + "\n" }.joined()
    }

    private func withoutLast(_ source: SourceText) -> String {
        let tokens = Lexer.tokens(of: source).tokens
        let places = tokens.indices.filter { place in
            let token = tokens[place]
            guard token.isName, !token.isQuoted, token.text == "_" else { return false }
            let isMember = place > 0 && tokens[place - 1].symbol == .dot
            let isLabel = place + 1 < tokens.count && tokens[place + 1].symbol == .colon
            return !isMember && !isLabel
        }
        guard let last, !places.isEmpty else { return source.text(in: Span(0, source.utf8.count)) }
        let edits = places.map { TextEdit(tokens[$0].span, "(\(last))") }
        return String(decoding: Suggestion(edits).applied(to: source).utf8, as: UTF8.self)
    }
}
