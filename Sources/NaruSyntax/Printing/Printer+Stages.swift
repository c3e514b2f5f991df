extension Printer {
    mutating func write(_ stage: Stage) {
        switch stage.kind {
        case .filter(let condition, let possibly):
            emit(possibly ? "where possibly " : "where ")
            if !possibly { avoided = ["possibly"] }
            write(condition)
        case .select(let columns): writeColumns("select ", columns)
        case .add(let columns): writeColumns("add ", columns)
        case .drop(let names):
            emit("drop ")
            writeList(names) { $0.emit($1) }
        case .expand(let name, let set, let optional):
            writeBinding(optional ? "expand optional " : "expand ", name, set)
        case .join(let name, let set, let condition, let optional):
            writeBinding(optional ? "join optional " : "join ", name, set)
            emit(" on ")
            write(condition)
        case .group(let keys, let columns): writeGroup(keys, columns)
        case .sort(let keys):
            emit("sort ")
            writeList(keys) { $0.write($1) }
        case .take(let count): writeCount("take ", count)
        case .skip(let count): writeCount("skip ", count)
        case .top(let count, let key):
            writeCount("top ", count)
            emit(" by ")
            write(key)
        case .distinct(let expressions):
            emit(expressions.isEmpty ? "distinct" : "distinct ")
            writeList(expressions) { $0.write($1) }
        case .set(let operation, let query):
            emit("\(operation.rawValue) (")
            write(query, layout: .line)
            emit(")")
        case .withSources: emit("with sources")
        case .why: emit("why")
        }
    }

    private mutating func writeColumns(_ word: String, _ columns: [Column]) {
        emit(word)
        writeList(columns) { $0.write($1) }
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

    private mutating func writeGroup(_ keys: [Column], _ columns: [Column]?) {
        emit("group")
        if !keys.isEmpty { writeColumns(" by ", keys) }
        if let columns { writeColumns(" into ", columns) }
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
