import Naru

/// What each stage of a query did.
enum StageJSON {
    static func text(_ stages: [QueryResult.Stage]) -> String {
        JSONArray.text(of: stages.map(object))
    }

    private static func object(_ stage: QueryResult.Stage) -> String {
        let json = JSONText(language: nil)
        return json.object([
            ("stage", json.quoted(stage.text)), ("input", String(stage.input)), ("kept", String(stage.kept)),
            ("rejected", String(stage.rejected)), ("unknown", String(stage.unknown)),
            ("leftOut", String(stage.leftOut)), ("dropped", String(stage.dropped)),
            ("outside", String(stage.outside)),
        ])
    }
}
