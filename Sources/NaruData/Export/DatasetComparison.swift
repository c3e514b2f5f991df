import NaruEngine
import NaruSemantics

/// Whether two datasets hold the same records with the same values and claims.
package struct DatasetComparison {
    private let first: Store
    private let second: Store

    package init(_ first: LoadedDataset, _ second: LoadedDataset) {
        self.first = first.store
        self.second = second.store
    }

    /// The first thing that differs, in words such as `city.name`; nil for none.
    package var difference: String? {
        guard first.entityCount == second.entityCount else { return "records" }
        for entity in 0..<Int32(first.entityCount) where first.id(of: entity) != second.id(of: entity) { return "ids" }
        guard first.claimCount == second.claimCount, first.citationCount == second.citationCount else {
            return "claims"
        }
        for type in first.schema.declaredTypes {
            guard let other = second.schema.declaredTypes.first(where: { $0.name == type.name }) else {
                return type.name
            }
            for id in type.fields where !first.schema[id].isInverse && first.schema.claims?.role(of: id) == nil {
                let field = first.schema[id]
                guard let match = other.fields.first(where: { second.schema[$0].name == field.name }),
                    values(of: field, first) == values(of: second.schema[match], second)
                else { return "\(type.name).\(field.name)" }
            }
        }
        return nil
    }

    /// Row by row, language by language.
    private func values(of field: Field, _ store: Store) -> [[String]] {
        let column = store.column(of: field.id)
        let cells = CellText(store: store)
        if case .localized(let languages) = column.payload {
            return languages.flatMap { texts in (0..<texts.count).map { cells.texts(of: field, texts, row: $0) } }
        }
        return (0..<column.count).map { cells.texts(of: field, column, row: $0) }
    }
}
