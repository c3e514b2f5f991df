import Naru
import NaruEngine
import NaruSyntax

/// What a row rests on, in the words of `why`.
enum EvidenceJSON {
    static func text(_ evidence: [RowEvidence]) -> String {
        JSONArray.text(of: evidence.map(object))
    }

    private static func object(_ claim: RowEvidence) -> String {
        let json = JSONText(language: nil)
        func text(_ text: String?) -> String { text.map(json.quoted) ?? "null" }
        func number(_ number: Int?) -> String { number.map(String.init) ?? "null" }
        func entity(_ entity: EntityValue?) -> String { entity.map { json.text(.entity($0)) } ?? "null" }
        return json.object([
            ("subject", entity(claim.subject)), ("field", text(claim.field)), ("value", text(claim.value)),
            ("basis", text(claim.basis.rawValue)), ("note", text(claim.note)), ("source", entity(claim.source)),
            ("published", text(claim.published?.description)), ("quote", text(claim.quote)),
            ("offset", number(claim.offset)), ("location", text(claim.location)), ("searched", number(claim.searched)),
        ])
    }
}
