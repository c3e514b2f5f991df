import Foundation

/// A world as the model reads it: values by record and field, links both ways.
struct ModelWorld: Sendable {
    private var values: [Ref: [String: ModelValue]] = [:]
    private let all: [Ref]

    init(_ world: World) throws {
        var types: [String: Ref] = [:]
        for record in world.records where record.type != "trip" {
            types[record.id] = Ref(type: record.type, id: record.id)
        }
        all = world.records.map { Ref(type: $0.type, id: $0.id) }.sorted()
        for record in world.records {
            let ref = Ref(type: record.type, id: record.id)
            var fields: [String: ModelValue] = [:]
            for field in WorldSchema.fields[record.type] ?? [] where field.inverseOf == nil {
                fields[field.name] = try ModelWorld.value(of: field, in: record, types)
            }
            values[ref] = fields
        }
        for ref in all { for field in WorldSchema.fields[ref.type] ?? [] { fillInverse(field, of: ref) } }
    }

    private mutating func fillInverse(_ field: WorldSchema.Field, of ref: Ref) {
        guard let (type, link) = field.inverseOf else { return }
        let back = all.filter { other in
            WorldSchema.isType(other.type, type)
                && ModelValue.members(values[other]?[link]).contains { $0.value == .ref(ref) }
        }
        values[ref]?[field.name] = .set(back.map { Member(value: .ref($0)) })
    }

    /// All of a type and of those below it, in order.
    func entities(of type: String) -> [Ref] { all.filter { WorldSchema.isType($0.type, type) } }

    /// Nil for what is absent; no field of another type has a value.
    func read(_ field: String, of ref: Ref) -> ModelValue? {
        switch field {
        case "id": .text(ref.id)
        case "type": .text(ref.type)
        default: values[ref]?[field]
        }
    }

    private static func value(of field: WorldSchema.Field, in record: World.Record, _ types: [String: Ref]) throws
        -> ModelValue?
    {
        if field.kind == .words {
            var words: [String: String] = [:]
            for language in ["ko", "en"] { words[language] = record.cells["name.\(language)"]?.first.map(composed) }
            return words.isEmpty ? nil : .words(words)
        }
        let cells = record.cells[field.name] ?? []
        switch field.kind {
        case .set: return .set(cells.compactMap { id in types[id].map { Member(value: .ref($0)) } })
        case .list: return .list(cells.map { .text(composed($0)) })
        case .entity: return cells.first.flatMap { types[$0] }.map(ModelValue.ref)
        default:
            guard let cell = cells.first, !cell.isEmpty else { return field.isFalseByDefault ? .bool(false) : nil }
            guard let value = parse(cell, field.kind) else { throw BeyondModel("cell \(cell)") }
            return value
        }
    }

    static func composed(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }

    private static func parse(_ cell: String, _ kind: Kind) -> ModelValue? {
        switch kind {
        case .bool: .bool(cell == "true")
        case .int: Int(cell).map(ModelValue.int)
        case .decimal: Ratio(cell).map(ModelValue.decimal)
        case .float: Double(cell).map(ModelValue.float)
        case .text: .text(composed(cell))
        case .date: Span(cell).map(ModelValue.date)
        case .stretch: Stretch(cell).map(ModelValue.stretch)
        case .amount: Amount(cell).map(ModelValue.amount)
        case .choice: WorldSchema.cases.firstIndex(of: cell).map(ModelValue.choice)
        default: nil
        }
    }
}
