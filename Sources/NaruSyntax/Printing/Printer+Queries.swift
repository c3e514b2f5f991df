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
        ForeignWords.queryStarts.union(StatementWord.allCases.map(\.rawValue))

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
        case .asOf(let day), .knownBy(let day):
            emit(view.word.words + " ")
            write(day, .sum)
        case .statedOnly, .allClaims: emit(view.word.words)
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

extension Printer {
    mutating func write(_ stage: Stage) {
        open()
        writeBare(stage)
        close()
    }

    private mutating func writeBare(_ stage: Stage) {
        let word = stage.word.rawValue
        switch stage.kind {
        case .filter(let condition, let possibly):
            emit(possibly ? "\(word) possibly " : "\(word) ")
            if !possibly { avoided = ["possibly"] }
            write(condition)
        case .select(let columns), .add(let columns): writeList(word, columns) { $0.write($1) }
        case .drop(let names): writeList(word, names) { $0.emit($1) }
        case .expand(let name, let set, let optional): writeBinding(word, optional: optional, name, set)
        case .join(let name, let set, let condition, let optional):
            writeBinding(word, optional: optional, name, set)
            line()
            emit("on ")
            write(condition)
        case .group(let keys, let across, let columns): writeGroup(word, keys, across, columns)
        case .sort(let keys): writeList(word, keys) { $0.write($1) }
        case .take(let count), .skip(let count): writeCount(word, count)
        case .top(let count, let key):
            writeCount(word, count)
            emit(" by ")
            write(key)
        case .distinct(let expressions):
            // What follows stands on the same line.
            emit(expressions.isEmpty ? word : "\(word) ")
            open()
            writeItems(expressions) { $0.write($1) }
            close()
        case .set(_, let query):
            emit("\(word) ")
            openBracket("(")
            write(query, layout: .line)
            closeBracket(")")
        case .withSources, .why: emit(stage.word.words)
        }
    }

    private mutating func writeList<Item>(
        _ word: String, _ items: [Item], _ write: (inout Printer, Item) -> Void
    ) {
        emit(word)
        open()
        line()
        writeItems(items, write)
        close()
    }

    private mutating func writeBinding(_ word: String, optional: Bool, _ name: Name, _ set: Expression) {
        emit(optional ? "\(word) optional " : "\(word) ")
        emit(name)
        emit(": ")
        write(set, .set)
    }

    private mutating func writeCount(_ word: String, _ count: Count) {
        emit("\(word) ")
        write(count)
    }

    private mutating func writeGroup(_ word: String, _ keys: [Column], _ across: Across?, _ columns: [Column]?) {
        emit(word)
        if !keys.isEmpty { writeList(" by", keys) { $0.write($1) } }
        if let across { write(across) }
        guard let columns else { return }
        keys.isEmpty ? emit(" ") : line()
        writeList("into", columns) { $0.write($1) }
    }

    private mutating func write(_ across: Across) {
        line()
        emit("across ")
        write(across.value, .coalesce)
        guard let cases = across.cases else { return }
        emit(" in ")
        write(cases, .coalesce)
    }

    mutating func write(_ column: Column) {
        if let name = column.name {
            emit(name)
            emit(": ")
        }
        write(column.value)
    }

    mutating func write(_ key: SortKey) {
        write(key.value)
        if let direction = key.direction { emit(" \(direction.rawValue)") }
    }
}
