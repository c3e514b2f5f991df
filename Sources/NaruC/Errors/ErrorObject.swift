import Naru
import NaruSyntax

/// What `naru_error *` stands for; its texts are made at once, since they are
/// for reading.
final class ErrorObject: Sendable {
    let code: CText
    let message: CText
    let rendered: CText
    let json: CText

    init(_ error: NaruError, in language: Language = .ofLocale) {
        let wanted: NaruDiagnostic.Language = language == .korean ? .korean : .english
        let first = error.diagnostics.first(where: \.isError) ?? error.diagnostics.first
        code = CText(error.code.rawValue)
        message = CText(first?.message(in: wanted) ?? "")
        rendered = CText(error.rendered(in: wanted))
        json = CText(ErrorObject.json(of: error, in: language))
    }

    private static func json(of error: NaruError, in language: Language) -> String {
        let writer = DiagnosticJSON(language: language)
        return JSONArray.text(of: error.diagnostics.map { writer.text($0.stored, in: $0.program) })
    }
}
