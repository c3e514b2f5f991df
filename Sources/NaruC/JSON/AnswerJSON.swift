import Naru
import NaruEngine
import NaruSyntax

/// What each stage of a query did.
enum StageCountJSON {
    static func text(_ stages: [QueryResult.StageCount]) -> String {
        JSONArray.text(of: stages.map(object))
    }

    private static func object(_ stage: QueryResult.StageCount) -> String {
        let json = ValueJSON(language: nil)
        return json.object([
            ("stage", json.quoted(stage.text)), ("input", String(stage.input)), ("kept", String(stage.kept)),
            ("rejected", String(stage.rejected)), ("unknown", String(stage.unknown)),
            ("leftOut", String(stage.leftOut)), ("dropped", String(stage.dropped)),
            ("outside", String(stage.outside)),
        ])
    }
}

/// What a row rests on, in the words of `why`.
enum EvidenceJSON {
    static func text(_ evidence: [RowEvidence]) -> String {
        JSONArray.text(of: evidence.map(object))
    }

    private static func object(_ claim: RowEvidence) -> String {
        let json = ValueJSON(language: nil)
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
