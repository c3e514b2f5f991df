extension Printer {
    enum Layout {
        case line
        /// A stage a line where there is more than one.
        case lines(indent: Int)
    }

    mutating func write(_ query: Query, layout: Layout) {
        let partCount = 1 + query.views.count + query.stages.count
        switch layout {
        case .line: open(indent: 0)
        case .lines(let indent): open(indent: indent, isBroken: partCount > 2)
        }
        write(query.source)
        for view in query.views {
            openPart()
            write(view)
        }
        for stage in query.stages {
            openPart()
            write(stage)
        }
        close()
    }

    private mutating func openPart() {
        line()
        emit("| ")
    }

    private mutating func write(_ source: Source) {
        switch source.kind {
        case .expression(let expression):
            if !expression.isPath { avoided.formUnion(Self.sourceWords) }
            write(expression)
        case .paths(let from, let to, let via, let limit, let mode):
            writeWords([("paths from ", from), ("to ", to), ("via ", via)], limit, mode.words)
        case .reach(let from, let via, let limit): writeWords([("reach from ", from), ("via ", via)], limit, "")
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

    private mutating func writeWords(_ parts: [(String, Expression)], _ limit: Count?, _ mode: String) {
        open()
        for (index, part) in parts.enumerated() {
            if index > 0 { line() }
            emit(part.0)
            write(part.1, .set)
        }
        if let limit {
            line()
            emit("up to ")
            write(limit)
        }
        if !mode.isEmpty { emit(mode) }
        close()
    }

    mutating func write(_ count: Count) {
        switch count.kind {
        case .literal(let number): emit(count.text ?? String(number))
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
