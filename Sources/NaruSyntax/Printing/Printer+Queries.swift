extension Printer {
    enum Layout {
        case line
        /// A stage a line where there is more than one.
        case lines(indent: String)
    }

    /// The widest line that a query with one stage is kept on.
    private static let comfortableWidth = 80

    mutating func write(_ query: Query, layout: Layout) {
        let start = avoided
        let parts =
            [
                trial {
                    $0.avoided = start; $0.write(query.source)
                }
            ]
            + query.views.map { view in trial { $0.write(view) } }
            + query.stages.map { stage in trial { $0.write(stage) } }
        emit(parts.joined(separator: Self.separator(parts, layout)))
    }

    private static func separator(_ parts: [String], _ layout: Layout) -> String {
        guard case .lines(let indent) = layout else { return " | " }
        let width = DisplayWidth.of(parts.joined(separator: " | "))
        return parts.count > 2 || width > comfortableWidth ? "\n\(indent)| " : " | "
    }

    private mutating func write(_ source: Source) {
        switch source.kind {
        case .expression(let expression):
            if !expression.isPath { avoided.formUnion(Self.sourceWords) }
            write(expression)
        case .paths(let from, let to, let via, let limit, let mode):
            writeWords([("paths from ", from), (" to ", to), (" via ", via)])
            write(limit: limit)
            emit(mode.words)
        case .reach(let from, let via, let limit):
            writeWords([("reach from ", from), (" via ", via)])
            write(limit: limit)
        case .network(let entry, let via):
            emit("network ")
            avoided = JoiningWord.all
            write(entry, .postfix)
            emit(" via ")
            write(via, .set)
        }
    }

    /// What begins a statement or source, here or in other languages.
    private static let sourceWords =
        ForeignWords.queryStarts.union(["let", "param", "import", "network", "paths", "reach"])

    private mutating func writeWords(_ parts: [(String, Expression)]) {
        for (word, set) in parts {
            emit(word)
            write(set, .set)
        }
    }

    private mutating func write(limit: Count?) {
        guard let limit else { return }
        emit(" up to ")
        write(limit)
    }

    mutating func write(_ count: Count) {
        switch count.kind {
        case .literal(let number): emit(String(number))
        case .parameter(let name): emit("$\(name.text)")
        }
    }

    private mutating func write(_ view: View) {
        switch view.kind {
        case .asOf(let day):
            emit("as of ")
            write(day, .sum)
        case .knownBy(let day):
            emit("known by ")
            write(day, .sum)
        case .statedOnly: emit("stated only")
        case .allClaims: emit("all claims")
        }
    }
}

extension PathMode {
    fileprivate var words: String {
        switch self {
        case .unspecified: ""
        case .shortest: " shortest"
        case .allShortest: " all shortest"
        case .simple: " simple"
        }
    }
}

extension Expression {
    /// A name, perhaps with steps and filters behind it: nothing that could
    /// make a keyword of a word at its start.
    fileprivate var isPath: Bool {
        switch kind {
        case .name: true
        case .member(let base, _), .filter(let base, _), .shape(let base, _): base.isPath
        default: false
        }
    }
}
