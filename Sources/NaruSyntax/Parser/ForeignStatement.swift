/// A statement as another language or the prompt of another program has it.
package enum ForeignStatement: Hashable, Sendable {
    case select, match
    /// What it asks of the program, which is no query.
    case command(Pointer)
    /// A dot command, known only at the prompt.
    case dotCommand
    /// `path from a to b`
    case path

    /// What a single word asks for, when it names nothing in the data: `exit`.
    package static func word(_ text: String) -> Pointer? {
        var word = text.lowercased()[...]
        while let last = word.last, last == ";" || last.isWhitespace { word.removeLast() }
        if word.hasSuffix("()") { word = word.dropLast(2) }
        if word == "?" { return .help }
        if let first = word.first, first == "\\" || first == ":" {
            return commands[String(word.dropFirst())] ?? letters[String(word.dropFirst())]
        }
        return commands[String(word)]
    }

    private static let commands: [String: Pointer] = [
        "exit": .leaving, "quit": .leaving, "bye": .leaving, "logout": .leaving, "q": .leaving, "q!": .leaving,
        "wq": .leaving, "help": .help, "h": .help, "man": .help, "commands": .help, "tables": .schema,
        "schema": .schema, "types": .schema, "ls": .schema, "dir": .schema, "clear": .clearing, "cls": .clearing,
        "history": .history,
    ]

    /// The single letters behind `\` and `:`.
    private static let letters: [String: Pointer] = [
        "?": .help, "d": .schema, "dt": .schema, "dt+": .schema, "d+": .schema, "dv": .schema, "ds": .schema,
        "dn": .schema, "df": .functions, "l": .opening, "c": .opening, "connect": .opening, "i": .reading,
        "ir": .reading, "o": .writing, "g": .writing, "s": .history, "e": .help, "timing": .timing, "x": .format,
        "a": .format, "t": .format, "pset": .format, "copy": .writing, "open": .opening, "use": .opening,
        "read": .reading, "source": .reading,
    ]

    /// Words that take something behind them; no query begins so, since a name
    /// stands beside another.
    private static let phrases: [String: Pointer] = [
        "show": .schema, "describe": .schema, "desc": .schema, "list": .schema, "use": .opening, "attach": .opening,
        "connect": .opening, "source": .reading, "exit": .leaving, "quit": .leaving, "help": .help,
        "explain": .explaining, "pragma": .schema,
    ]

    /// Of this prompt and of others; any other name behind a dot is an enum case.
    private static let dotCommands: Set<String> = [
        "functions", "lets", "data", "format", "width", "maxrows", "output", "once", "last", "why", "explain", "open",
        "read", "edit", "save", "param", "timer", "lang", "today", "mode", "headers", "databases", "indexes", "dump",
        "import", "describe", "desc", "show", "use", "set", "run", "source", "timing", "echo", "print", "shell",
    ]

    /// The statement that begins with these tokens, which are those of a line.
    static func beginning(_ tokens: ArraySlice<Token>) -> ForeignStatement? {
        guard let first = tokens.first else { return nil }
        let rest = tokens.dropFirst().filter { !$0.is(.semicolon) && !$0.isEnd }
        let word = first.text.lowercased()
        if first.isName, !first.isQuoted { return named(word, first, rest) }
        let command = rest.first.map { $0.text.lowercased() } ?? ""
        let last = rest.last.map(\.text)
        if first.is(.question), rest.isEmpty { return .command(.help) }
        if first.text == "\\" || first.is(.colon) {
            guard !command.isEmpty else { return nil }
            if rest.count > 1, ["d", "d+"].contains(command), let last { return .command(.schemaOf(last)) }
            return .command(Self.commands[command] ?? Self.letters[command] ?? .help)
        }
        if first.is(.dot), let next = rest.first, next.isName, !next.hasSpaceBefore {
            if command == "schema", rest.count > 1, let last { return .command(.schemaOf(last)) }
            if let pointer = Self.commands[command] { return .command(pointer) }
            return Self.dotCommands.contains(command) ? .dotCommand : nil
        }
        return nil
    }

    private static func named(_ word: String, _ first: Token, _ rest: [Token]) -> ForeignStatement? {
        guard let next = rest.first else { return nil }
        let isOperand =
            next.isName || next.isText || next.is(.star) && next.hasSpaceBefore
            || next.text == "'" || next.is(.leftParenthesis) && next.hasSpaceBefore
        switch word {
        case "select", "with":
            if case .number = next.kind { return word == "select" ? .select : nil }
            if word == "with" { return rest.contains { $0.text.lowercased() == "select" } ? .select : nil }
            return isOperand || first.text == "SELECT" ? .select : nil
        case "match", "optional":
            return next.is(.leftParenthesis) && (next.hasSpaceBefore || first.text == "MATCH") || next.isWord("MATCH")
                ? .match : nil
        case "path": return next.isWord("from") ? .path : nil
        case "shortest": return next.isWord("path") ? .path : nil
        default: break
        }
        // A type of that name would have a text behind it.
        guard next.isName, !next.isQuoted, !next.isJoiningWord, let pointer = phrases[word] else { return nil }
        // `show columns from t`, `describe t`, `show databases`
        if word == "show", ["databases", "schemas", "data"].contains(next.text.lowercased()) {
            return .command(.opening)
        }
        if word == "pragma" || rest.contains(where: { $0.text.lowercased() == "columns" }),
            let name = rest.last(where: { $0.isName })
        {
            return .command(.schemaOf(name.text))
        }
        if word == "describe" || word == "desc", rest.count == 1 { return .command(.schemaOf(next.text)) }
        return .command(pointer)
    }

    /// A clause that goes on in a new line belongs to the statement before it.
    static let clauses: Set<String> = [
        "from", "where", "group", "having", "order", "limit", "offset", "fetch", "union", "join", "inner", "left",
        "right", "full", "cross", "on", "and", "or", "select", "return", "match", "optional", "skip", "set", "when",
        "then", "else", "end", "as", "with", "using", "by", "desc", "asc", "case",
    ]
}

extension ParserState {
    /// Says what is meant by a statement of another language, and goes on behind
    /// it; nil for one of Naru.
    mutating func foreignStatement() -> Statement.Kind? {
        let end = tokens[index...].dropFirst().firstIndex { $0.isFirstOnLine || $0.is(.semicolon) } ?? tokens.count - 1
        // Long lines are no commands; a query is told by how it begins.
        guard let found = ForeignStatement.beginning(tokens[index..<min(end, index + 64)]) else { return nil }
        let start = current.span
        let source = missing()
        switch found {
        case .select, .match: fail(.sqlOrder(current.text.lowercased(), at: start))
        case .path: fail(.pathsAreMany(at: start))
        case .command, .dotCommand: fail(.noQuery(found, tokens[index..<end]))
        }
        while index < tokens.count - 1, !tokens[index].is(.semicolon) {
            index += 1
            let token = tokens[index]
            let goesOn =
                token.symbol != nil || ForeignStatement.clauses.contains(token.text.lowercased())
                || [.symbol(.comma), .symbol(.leftParenthesis)].contains(tokens[index - 1].kind)
            if token.isFirstOnLine, found != .select && found != .match || !goesOn { break }
        }
        foreign.append(Span(start.start, tokens[index].span.start))
        return .query(Query(source: Source(.expression(source), at: start), span: start))
    }
}

extension Diagnostic {
    /// What asks something of a program, not of the data.
    static func noQuery(_ statement: ForeignStatement, _ words: ArraySlice<Token>) -> Diagnostic {
        var text = ""
        for word in words.prefix(4) { text += (word.hasSpaceBefore && !text.isEmpty ? " " : "") + word.text }
        let span = (words.first?.span ?? Span(0, 0)).joined(words.last?.span ?? Span(0, 0))
        if case .command(let pointer) = statement { return noQuery(text, pointer, at: span) }
        return syntax(
            .noQuery, Message("'\(text)' is a command, no query", ko: "'\(text)'은(는) 질의가 아니라 명령입니다"), at: span,
            help: [
                Message(
                    "lines that begin with a dot are commands of the prompt, where `naru` without a query leads",
                    ko: "점으로 시작하는 줄은 질의 없이 `naru`를 실행하면 나오는 프롬프트의 명령입니다")
            ])
    }

    package static func noQuery(_ text: String, _ pointer: Pointer, at span: Span?) -> Diagnostic {
        Diagnostic(
            .noQuery, .error, Message("'\(text)' is no query", ko: "'\(text)'은(는) 질의가 아닙니다"), at: span,
            help: [Message(pointingTo: pointer)])
    }

    static func pathsAreMany(at span: Span) -> Diagnostic {
        syntax(
            .foreignWord, Message("the source of paths is called 'paths'", ko: "경로를 찾는 대상은 'paths'입니다"), at: span,
            help: [
                Message(
                    "for example: paths from city \"a\" to city \"b\" via partners",
                    ko: "예: paths from city \"가\" to city \"나\" via partners")
            ])
    }
}

/// Words of other query languages and what Naru writes for them.
enum ForeignWords {
    static let comparisons = [
        "like": "~", "ilike": "~", "contains": "~", "matches": "~", "similar": "~", "between": "in", "equals": "=",
        "eq": "=", "ne": "!=", "lt": "<", "gt": ">",
    ]

    static let directions = ["ascending": "asc", "descending": "desc", "asc": "asc", "desc": "desc"]

    static let stages = [
        "limit": "take", "first": "take", "head": "take", "order": "sort", "orderby": "sort", "order_by": "sort",
        "offset": "skip", "filter": "where", "having": "where", "derive": "add", "extend": "add", "mutate": "add",
        "project": "select", "map": "select", "return": "select", "aggregate": "group", "summarize": "group",
        "unnest": "expand", "flatten": "expand", "explode": "expand", "unique": "distinct", "minus": "except",
        "remove": "drop", "from": "join", "explain": "why", "groupby": "group",
    ]

    /// Clauses that other languages put behind each other without a `|`.
    static let laterStages = [
        "having": "where", "limit": "take", "offset": "skip", "filter": "where", "order": "sort", "orderby": "sort",
    ]

    static let aggregates: Set<String> = [
        "count", "sum", "min", "max", "avg", "median", "list", "first", "last", "distinct",
    ]

    /// What changes data elsewhere.
    static let changes: Set<String> = ["update", "insert", "delete", "create", "alter", "merge", "replace"]

    static let queryStarts: Set<String> = ["select", "from", "where", "group", "sort", "take", "match", "find"]
}
