import NaruEngine
import NaruSemantics
import NaruSyntax

/// Where a claim stands, and what its file remarks about it.
struct ClaimPlace {
    private(set) var span: Span?
    private(set) var source: SourceText?
    let subject: EntityValue
    private(set) var remarks: [Message] = []

    init?(_ claim: EntityValue, in store: Store) {
        guard let type = store.schema.claims?.claim, let number = store.entity(id: claim.id, in: type) else {
            return nil
        }
        let entity = store.subject(ofClaim: number)
        subject = EntityValue(
            type: store.schema[store.type(of: entity)].name, id: store.id(of: entity), label: .absent)
        if let place = store.place(ofClaim: number) {
            read(store.claims.claims[place], in: store)
        } else if let row = store.claims.location(of: entity) {
            remarks = [Message("it stands in \(row.file):\(row.line)", ko: "\(row.file):\(row.line)에 있습니다")]
        }
    }

    private mutating func read(_ claim: Claim, in store: Store) {
        span = claim.span
        if store.claims.files.indices.contains(Int(claim.file)) { source = store.claims.files[Int(claim.file)] }
        for flag in store.claims.flags(of: claim) {
            guard let note = flag.note.map({ store.texts[$0] }) else { continue }
            let name = store.texts[flag.name]
            remarks.append(Message("flag \(name): \(note)", ko: "표시 \(name): \(note)"))
        }
        if let note = claim.note.map({ store.texts[$0] }) {
            remarks.append(Message("note: \(note)", ko: "비고: \(note)"))
        }
    }
}
