extension Printer {
    mutating func write(_ stage: Stage) {
        open()
        writeBare(stage)
        close()
    }

    private mutating func writeBare(_ stage: Stage) {
        switch stage.kind {
        case .filter(let condition, let possibly):
            emit(possibly ? "where possibly " : "where ")
            if !possibly { avoided = ["possibly"] }
            write(condition)
        case .select(let columns): writeList("select", columns) { $0.write($1) }
        case .add(let columns): writeList("add", columns) { $0.write($1) }
        case .drop(let names):
            writeList("drop", names) { $0.emit($1) }
        case .expand(let name, let set, let optional):
            writeBinding(optional ? "expand optional " : "expand ", name, set)
        case .join(let name, let set, let condition, let optional):
            writeBinding(optional ? "join optional " : "join ", name, set)
            line()
            emit("on ")
            write(condition)
        case .group(let keys, let across, let columns): writeGroup(keys, across, columns)
        case .sort(let keys):
            writeList("sort", keys) { $0.write($1) }
        case .take(let count): writeCount("take ", count)
        case .skip(let count): writeCount("skip ", count)
        case .top(let count, let key):
            writeCount("top ", count)
            emit(" by ")
            write(key)
        case .distinct(let expressions):
            // What follows stands on the same line.
            emit(expressions.isEmpty ? "distinct" : "distinct ")
            open()
            writeItems(expressions) { $0.write($1) }
            close()
        case .set(let operation, let query):
            emit("\(operation.rawValue) ")
            openBracket("(")
            write(query, layout: .line)
            closeBracket(")")
        case .withSources: emit("with sources")
        case .why: emit("why")
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

    private mutating func writeBinding(_ words: String, _ name: Name, _ set: Expression) {
        emit(words)
        emit(name)
        emit(": ")
        write(set, .set)
    }

    private mutating func writeCount(_ word: String, _ count: Count) {
        emit(word)
        write(count)
    }

    private mutating func writeGroup(_ keys: [Column], _ across: Across?, _ columns: [Column]?) {
        emit("group")
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
