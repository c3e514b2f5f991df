import NaruSyntax

/// `naru report.naru --help`: what a script says of itself, and its parameters.
struct ScriptHelp {
    private let source: SourceText
    private let program: Program
    private let language: Language

    /// The script whose help is asked for: the first argument that is neither
    /// an option nor an option's value, with `--help` behind it.
    static func asked(_ arguments: [String]) -> String? {
        guard arguments.contains(where: { $0 == "--help" || $0 == "-h" }) else { return nil }
        let withValue = Set(CommandPage.main.options.filter { $0.value != nil }.flatMap(\.names))
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if withValue.contains(argument) {
                rest = rest.dropFirst()
            } else if !argument.hasPrefix("-") {
                guard case .file(let path) = PositionalArguments.input(argument) else { return nil }
                return rest.contains("--help") || rest.contains("-h") ? path : nil
            }
        }
        return nil
    }

    init(of path: String, _ language: Language) throws(ShellFailure) {
        let source = try InputText.file(path)
        self.source = source
        self.language = language
        let parsed = Parser.parse(source)
        guard !parsed.diagnostics.contains(where: { $0.severity == .error }) else {
            throw ShellFailure(
                .invalidProgram,
                parsed.diagnostics.map {
                    var copy = $0; copy.source = source; return copy
                })
        }
        program = parsed.program
    }

    var text: String {
        let parameters = program.statements.compactMap(description)
        var blocks = [plain(headComment).joined(separator: "\n")]
        let options = Message("[options]", ko: "[옵션]")[language]
        let usage = Message("USAGE", ko: "사용법")[language]
        blocks.append("\(usage)\n  naru \(source.name)\(parameters.isEmpty ? "" : " \(options)")")
        let title = Message("PARAMETERS", ko: "매개변수")[language]
        let none = Message("It takes no parameters.", ko: "매개변수가 없습니다.")[language]
        blocks.append(parameters.isEmpty ? none : ([title] + parameters).joined(separator: "\n"))
        return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    /// `--city text = "부산"` and what the comment before it says.
    private func description(_ statement: Statement) -> String? {
        guard case .parameter(let parameter, let value) = statement.kind else { return nil }
        let written = source.text(in: statement.span)
        let type = written.split(separator: ":", maxSplits: 1).last.map { rest in
            rest.split(separator: "=", maxSplits: 1)[0].split(separator: " ").joined(separator: " ")
        }
        let word = Message("default", ko: "기본값")[language]
        let fallback = value.map { " (\(word): \(source.text(in: $0.span)))" } ?? ""
        let head = "  --\(parameter.name.text) <\(type ?? "")>\(fallback)"
        let comment = plain(comment(above: statement.span.start))
        return ([head] + comment.map { "      " + $0 }).joined(separator: "\n")
    }

    /// The lines of the program up to a place.
    private func lines(before place: Int) -> [Substring] {
        let above = String(decoding: source.utf8[..<place], as: UTF8.self)
        return above.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { $0.drop { $0 == " " } }
    }

    /// The comment that the program begins with.
    private var headComment: [Substring] {
        Array(lines(before: source.utf8.count).drop { $0.hasPrefix("#!") }.prefix { $0.hasPrefix("#") })
    }

    /// The comment right above a place, unless it is the program's own.
    private func comment(above place: Int) -> [Substring] {
        let lines = lines(before: place)
        let comment = lines.reversed().prefix { $0.hasPrefix("#") && !$0.hasPrefix("#!") }
        let isHead = lines.drop { $0.hasPrefix("#!") }.count == comment.count
        return isHead ? [] : comment.reversed()
    }

    private func plain(_ comment: [Substring]) -> [Substring] { comment.map { $0.drop { $0 == "#" || $0 == " " } } }
}
