package import NaruEngine
package import NaruSemantics
import NaruSyntax

/// What the checker asks of a loaded dataset.
package final class Catalog: DatasetCatalog {
    package let store: Store
    private let units = Lock<Set<Int32>?>(nil)

    package init(_ store: Store) { self.store = store }

    package var schema: Schema { store.schema }

    package var hasDatedSources: Bool { store.hasDatedSources }

    package func hasUnit(_ unit: String) -> Bool {
        guard let code = store.texts.code(of: unit) else { return false }
        return units.withLock { units in
            let known = units ?? Self.units(of: store)
            units = known
            return known.contains(code)
        }
    }

    private static func units(of store: Store) -> Set<Int32> {
        var units: Set<Int32> = []
        func add(_ vector: Vector) {
            guard case .quantity(let quantities) = vector.payload else { return }
            for row in 0..<vector.count where vector.valid?[row] ?? true { units.insert(quantities.unit[row]) }
        }
        for field in store.schema.fields where field.content == .quantity {
            let column = store.column(of: field.id)
            if case .list(let list) = column.payload { add(list.child) } else { add(column) }
        }
        return units
    }

    package func entities(named text: String, in type: TypeID) -> [EntityMatch] {
        let range = store.range(of: type)
        let exact = store.entities(named: text, in: range)
        let numbers = exact.isEmpty ? entities(officiallyNamed: text, in: range) : exact
        return numbers.map(match)
    }

    /// Those that `text` means when its official suffix is read.
    private func entities(officiallyNamed text: String, in range: Range<Int32>) -> [EntityNumber] {
        let readings = OfficialName.readings(of: text)
        return Set(readings.flatMap { $0.meant { store.entities(named: $0, in: range) } }).sorted()
    }

    package func entity(id: String, in type: TypeID) -> EntityMatch? {
        store.entity(id: id, in: type).map(match)
    }

    package func count(of type: TypeID) -> Int { store.range(of: type).count }

    package func names(in type: TypeID, startingWith text: String, atMost limit: Int) -> [String] {
        let wanted = Array(text.utf8)
        let range = store.range(of: type)
        var codes: Set<Int32> = []
        var names: [String] = []
        store.forEachName { code, number in
            guard names.count < limit, range.contains(number) else { return }
            guard store.texts.withBytes(of: code, { $0.starts(with: wanted) }) else { return }
            if codes.insert(code).inserted { names.append(store.texts[code]) }
        }
        return names
    }

    package func names(in type: TypeID) -> [String] {
        var codes: Set<Int32> = []
        var names: [String] = []
        store.forEachName { code, number in
            if store.range(of: type).contains(number), codes.insert(code).inserted { names.append(store.texts[code]) }
        }
        return names
    }

    /// Only of a text that occurs nowhere: finding that takes no look at the field,
    /// and few words that are spelt wrong are right elsewhere.
    package func texts(near text: String, in field: FieldID) -> [String] {
        guard store.texts.code(of: text) == nil else { return [] }
        var codes: Set<Int32> = []
        collect(store.column(of: field), &codes)
        guard codes.count <= Self.mostTexts else { return [] }
        let texts = codes.sorted().map { store.texts[$0] }
        return Spelling.all(near: text, among: texts.filter { $0.utf8.count <= Self.longestText })
    }

    private static let mostTexts = 20_000
    private static let longestText = 100

    private func collect(_ vector: Vector, _ codes: inout Set<Int32>) {
        switch vector.payload {
        case .code(let values):
            for row in 0..<vector.count where vector.valid?[row] ?? true {
                codes.insert(values[row])
                if codes.count > Self.mostTexts { return }
            }
        case .list(let list): collect(list.child, &codes)
        case .localized(let languages): for vector in languages { collect(vector, &codes) }
        default: break
        }
    }

    private func match(_ number: EntityNumber) -> EntityMatch {
        EntityMatch(
            number: number, type: store.type(of: number), id: store.id(of: number), label: store.label(of: number))
    }
}
