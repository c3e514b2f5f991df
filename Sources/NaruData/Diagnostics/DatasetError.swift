package import NaruSyntax

/// Why a dataset could not be loaded: at most twenty findings, and a last one
/// that counts the rest.
package struct DatasetError: Error {
    package var diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    init(_ code: DiagnosticCode, _ message: Message, help: [Message] = []) {
        self.init([Diagnostic(code, .error, message, at: nil, help: help)])
    }
}
