import Naru
import NaruSyntax

extension DiagnosticJSON {
    /// What a query took, as one object.
    func statistics(_ statistics: Statistics) -> String {
        let json = JSONText(language: nil)
        return json.object([
            ("severity", "\"note\""), ("message", json.quoted(statistics.message[language])),
            ("rows", String(statistics.rows)), ("seconds", String(statistics.seconds)),
            ("memory", statistics.memory.map(String.init) ?? "null"),
            ("processMemory", String(statistics.processMemory)),
        ])
    }
}
