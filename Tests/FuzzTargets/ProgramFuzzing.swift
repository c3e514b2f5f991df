import Naru
import NaruData
import NaruSemantics
import NaruSyntax

enum ProgramFuzzing {
    private static let session = (try? Dataset.bundled).map { Session($0, today: PartialDate("2025-01-01")) }

    static func run(_ bytes: [UInt8]) {
        let source = SourceText(name: "query", text: String(decoding: bytes, as: UTF8.self))
        let parsed = Parser.parse(source)
        let renderer = DiagnosticRenderer(usesColor: true, width: 60)
        for diagnostic in parsed.diagnostics.prefix(20) { _ = renderer.render(diagnostic, in: source) }
        if parsed.diagnostics.isEmpty { layOut(source) }
        guard let session else { return }
        for diagnostic in session.compile(source).diagnostics.prefix(20) { _ = renderer.render(diagnostic, in: source) }
    }

    /// What a program's layout means is what it meant.
    private static func layOut(_ source: SourceText) {
        guard case .formatted(let text) = Formatter.format(source) else { return }
        let again = SourceText(name: "query", text: text)
        precondition(Parser.parse(again).diagnostics.isEmpty, "its own layout does not parse")
        guard case .formatted(text) = Formatter.format(again) else {
            preconditionFailure("its own layout is laid out otherwise")
        }
    }
}
