import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax

/// Reads the text of a parameter's value by its static type, as a value of
/// that type is written in a program; texts need no quotes, dates no `@`.
/// Periods, places and inexact quantities, which a program can't write, are read
/// as data files write them.
struct ParameterReader {
    let checker: Checker
    let texts: TextPool
    let run: QueryRun

    private var catalog: any DatasetCatalog { checker.catalog }

    func read(_ text: String, as type: ValueType) throws(ParameterProblem) -> Vector {
        guard type.cardinality == .many else {
            return Vector(count: 1, payload: try payload(text, type.type))
        }
        return try read(text.split(separator: ",").map { String($0).trimmingBlanks }, as: type)
    }

    func read(_ items: [String], as type: ValueType) throws(ParameterProblem) -> Vector {
        guard type.cardinality == .many else { throw .unreadable(items.joined(separator: ", ")) }
        var vectors: [Vector] = []
        for item in items { vectors.append(Vector(count: 1, payload: try payload(item, type.type))) }
        return Vector.list(vectors, type: type, languages: catalog.schema.languages.count)
    }

    /// A value of a program, which must be of the type.
    func read(_ value: NaruEngine.Value, as type: ValueType) throws(ParameterProblem) -> Vector {
        let items = if case .list(let items) = value { items } else { [value] }
        for item in items where !catalog.schema.accepts(item, as: type.type) { throw .ofAnotherType(item) }
        if type.cardinality == .many { return try read(items.map(\.parameterText), as: type) }
        if case .list = value { throw .ofAnotherType(value) }
        return try read(value.parameterText, as: type)
    }

    func absent(_ type: ValueType) -> Vector {
        Vector.absentValue(of: type, languages: catalog.schema.languages.count)
    }

    private func payload(_ text: String, _ type: Type) throws(ParameterProblem) -> Payload {
        guard let payload = try plainPayload(text, type) else { throw .unreadable(text) }
        return payload
    }

    private func plainPayload(_ text: String, _ type: Type) throws(ParameterProblem) -> Payload? {
        switch type {
        case .text: return .code([texts.code(of: text)])
        case .bool: return ["true": true, "false": false][text].map { .bool(Bitmap(repeating: $0, count: 1)) }
        case .date, .days: return date(text, type)
        case .period: return period(text)
        case .geo: return WrittenValue.geo(text).map { .geo(latitude: [$0.latitude], longitude: [$0.longitude]) }
        case .enumeration(let id):
            let cases = catalog.schema[id].cases
            return cases.firstIndex { $0.name == text || $0.aliases.contains(text) }.map { .code([Int32($0)]) }
        case .quantity: return literal(text, type) ?? quantity(text)
        case .entity(let types): return .code([try entity(text, types)])
        default: return literal(text, type)
        }
    }

    /// Numbers, quantities and durations are written as in a program.
    private func literal(_ text: String, _ type: Type) -> Payload? {
        let source = SourceText(name: "parameter", text: text)
        let parsed = Parser.parse(source)
        guard parsed.diagnostics.isEmpty, parsed.program.statements.count == 1,
            case .query(let query) = parsed.program.statements[0].kind, query.stages.isEmpty,
            case .expression(let expression) = query.source.kind, expression.isPlainLiteral,
            case .elements(let value)? = checker.check(parsed.program, source: source).program?.queries.first?.query
                .source
                .kind
        else { return nil }
        let widened = TypedExpression(.widen(value, to: type), ValueType(type), at: value.span)
        guard value.type.type == type || [.decimal, .float].contains(type),
            let vector = try? run.value(of: widened)
        else { return nil }
        return vector.payload
    }

    private func date(_ text: String, _ type: Type) -> Payload? {
        guard let date = NaruSyntax.PartialDate(text.hasPrefix("@") ? String(text.dropFirst()) : text) else {
            return nil
        }
        if type == .days { return .days(first: [date.first], last: [date.last]) }
        var column = DateColumn()
        column.append(date)
        return .date(column)
    }

    /// With a qualifier or a range, which no literal has.
    private func quantity(_ text: String) -> Payload? {
        guard let written = WrittenValue.quantity(text),
            case .quantity(var column)? = literal("1 \(written.unit)", .quantity)
        else { return nil }
        column.amount = [written.amount]
        column.upper = [written.upper]
        column.qualifier = [written.qualifier.rawValue]
        return .quantity(column)
    }

    private func period(_ text: String) -> Payload? {
        guard let period = WrittenValue.period(text) else { return nil }
        var (start, end) = (DateColumn(), DateColumn())
        start.append(period.start)
        end.append(period.end)
        return .period(start: start, end: end)
    }

    private func entity(_ text: String, _ types: [TypeID]) throws(ParameterProblem) -> EntityNumber {
        let matches =
            text.hasPrefix("id:")
            ? types.compactMap { catalog.entity(id: String(text.dropFirst(3)), in: $0) }
            : types.flatMap { catalog.entities(named: text, in: $0) }
        guard let first = matches.first else {
            let names = types.flatMap { catalog.names(in: $0) }
            var seen: Set<String> = []
            let similar = Spelling.all(near: text, among: names.sorted()).filter {
                seen.insert($0.lowercased()).inserted
            }
            let near = similar.isEmpty ? names.filter { $0.contains(text) || text.contains($0) } : similar
            throw .noEntity(text, near: Array(near.prefix(3)))
        }
        guard matches.count == 1 else { throw .severalEntities(text, matches) }
        return first.number
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        let scalars = unicodeScalars.drop { $0 == " " }
        return String(String.UnicodeScalarView(scalars.reversed().drop { $0 == " " }.reversed()))
    }
}

extension Expression {
    fileprivate var isPlainLiteral: Bool {
        switch kind {
        case .number, .measured: true
        case .negate(let operand): operand.isPlainLiteral
        default: false
        }
    }
}
