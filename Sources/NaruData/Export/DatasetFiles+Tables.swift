import NaruEngine
import NaruSemantics

/// Tables for other programs: what every type's records say, and what that
/// rests on. Nothing is read from them again.
extension DatasetFiles {
    package mutating func addTablesOfRecords(_ dataset: LoadedDataset) {
        let store = dataset.store
        for type in store.schema.declaredTypes where tables[type.id] == nil {
            let entities = Array(store.ownRange(of: type.id))
            guard !entities.isEmpty else { continue }
            let content = ExportedTable(store, type.id, entities: entities, isWhole: true)
            let text = entities.reduce(content.header) { $0 + content.line(of: $1) }
            add(type.name, extension: ".csv", Array(text.utf8))
        }
        guard !store.claims.claims.isEmpty else { return }
        add("claims", extension: ".csv", Array(claims(of: store).utf8))
        add("citations", extension: ".csv", Array(citations(of: store).utf8))
    }

    /// The number of a claim is its place here, from 1.
    private func claims(of store: Store) -> String {
        let header = [
            "claim", "type", "subject", "field", "language", "value", "rank", "read", "basis", "flags", "note",
        ]
        var text = CellText.line(header)
        for (place, claim) in store.claims.claims.enumerated() {
            let flags = store.claims.flags(of: claim).map { store.texts[$0.name] }
            text += CellText.line([
                String(place + 1), store.schema[store.type(of: claim.subject)].name, store.id(of: claim.subject),
                claim.field.map { store.schema[$0].name } ?? "id",
                claim.language.map { store.schema.languages[Int($0)] } ?? "", store.valueText(of: claim),
                "\(claim.rank)", String(claim.isRead), "\(claim.basis)", flags.joined(separator: ";"),
                claim.note.map { store.texts[$0] } ?? "",
            ])
        }
        return text
    }

    private func citations(of store: Store) -> String {
        var text = CellText.line(["claim", "source", "quote", "offset", "occurrence", "origin"])
        for (place, claim) in store.claims.claims.enumerated() {
            for citation in store.claims.citations(of: claim) {
                text += CellText.line([
                    String(place + 1), store.id(of: citation.source), store.texts[citation.quote],
                    citation.offset.map(String.init) ?? "", String(citation.occurrence),
                    citation.origin.map { store.texts[$0] } ?? "",
                ])
            }
        }
        return text
    }
}
