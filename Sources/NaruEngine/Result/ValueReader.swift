package import NaruSemantics
import NaruSyntax

/// Takes single values out of vectors, by their static type.
package struct ValueReader {
    private let context: RunContext
    private var texts: TextPool { context.texts }
    private var store: Store { context.store }

    package init(context: RunContext) { self.context = context }

    /// A value of a column: of a many-valued one the list of its elements.
    package func value(_ vector: Vector, _ row: Int, _ type: Type) -> Value {
        guard vector.isPresent(row) else { return .absent }
        switch vector.payload {
        case .bool(let bits): return .bool(bits[row])
        case .int(let values): return .int(values[row])
        case .float(let values): return .float(values[row])
        case .decimal(let values): return .decimal(values[row].normalized)
        case .code(let codes): return code(codes[row], type)
        case .date(let dates): return .date(dates[row])
        case .period(let start, let end): return .period(start[row], end[row])
        case .days(let first, let last): return .days(first: first[row], last: last[row])
        case .duration(let values): return .duration(values[row])
        case .geo(let latitude, let longitude): return .geo(latitude: latitude[row], longitude: longitude[row])
        case .quantity(let quantities): return .quantity(quantities[row, texts])
        case .numbers(let lower, let upper):
            return .numbers(lower: value(lower, row, .decimal), upper: value(upper, row, .decimal))
        case .list(let list):
            let range = Int(list.offsets[row])..<Int(list.offsets[row + 1])
            return .list(range.map { value(list.child, $0, type) })
        case .record(let fields): return record(fields, row, type)
        case .localized(let languages): return localized(languages, row)
        }
    }

    private func code(_ code: Int32, _ type: Type) -> Value {
        switch type {
        case .enumeration(let id):
            let cases = store.schema[id].cases
            guard cases.indices.contains(Int(code)) else { return .absent }
            let found = cases[Int(code)]
            return .enumeration(name: found.name, english: found.englishLabel, aliases: found.aliases)
        case .entity: return .entity(entity(code))
        default: return .text(texts[code])
        }
    }

    package func entity(_ number: EntityNumber) -> EntityValue {
        let one = Vector(count: 1, payload: .code([number]))
        let evaluator = Evaluator(context: context)
        var label = Value.absent
        for field in store.schema.fields where field.isLabel && store.range(of: field.owner).contains(number) {
            label = value(evaluator.read(field.id, of: one), 0, field.isLocalized ? .localizedText : .text)
            if label != .absent { break }
        }
        return EntityValue(
            type: store.schema[store.type(of: number)].name, id: store.id(of: number), label: label)
    }

    private func record(_ fields: [Vector], _ row: Int, _ type: Type) -> Value {
        guard case .record(let types) = type else { return .absent }
        return .record(
            zip(types, fields).map { RecordValue(name: $0.name, value: value($1, row, $0.type.type)) })
    }

    /// The run's language stands first, since the first is the one that is shown.
    private func localized(_ languages: [Vector], _ row: Int) -> Value {
        var found: [LocalizedText] = []
        for (place, texts) in languages.enumerated() where texts.isPresent(row) {
            guard case .code(let codes) = texts.payload else { continue }
            let text = LocalizedText(language: store.schema.languages[place], text: self.texts[codes[row]])
            found.insert(text, at: place == context.language ? 0 : found.count)
        }
        return found.isEmpty ? .absent : .localized(found)
    }
}
