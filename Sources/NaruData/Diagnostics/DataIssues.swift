import NaruSyntax

/// The findings of one load. Twenty are kept, the rest counted.
struct DataIssues {
    static let limit = 20
    private(set) var errors: [Diagnostic] = []
    private(set) var warnings: [Diagnostic] = []
    private(set) var uncounted = 0

    var hasErrors: Bool { !errors.isEmpty }

    mutating func error(
        _ code: DiagnosticCode, _ message: @autoclosure () -> Message, at span: Span, in source: SourceText,
        label: Message? = nil, help: [Message] = []
    ) {
        guard errors.count < Self.limit else {
            uncounted += 1
            return
        }
        errors.append(Diagnostic(code, .error, message(), at: span, label: label, help: help, source: source))
    }

    mutating func warning(
        _ code: DiagnosticCode, _ message: Message, at span: Span?, in source: SourceText?, help: [Message] = []
    ) {
        guard warnings.count < Self.limit else { return }
        warnings.append(Diagnostic(code, .warning, message, at: span, help: help, source: source))
    }

    /// The files stay in the order of their first finding.
    private var inFileOrder: [Diagnostic] {
        var places: [SourceText: Int] = [:]
        for case let source? in errors.map(\.source) where places[source] == nil { places[source] = places.count }
        func key(_ diagnostic: Diagnostic) -> (Int, Int) {
            (diagnostic.source.flatMap { places[$0] } ?? -1, diagnostic.span?.start ?? 0)
        }
        return errors.sorted { key($0) < key($1) }
    }

    /// Adds findings that were counted elsewhere.
    mutating func count(_ more: Int) { uncounted += max(0, more) }

    func throwIfAny() throws(DatasetError) {
        if hasErrors { throw DatasetError(listed) }
    }

    /// The findings in order, and one that counts those not kept.
    var listed: [Diagnostic] {
        var all = inFileOrder
        if uncounted > 0 {
            all.append(
                Diagnostic(
                    DataCode.more, .error,
                    Message("\(uncounted) more like these are not shown", ko: "이런 오류가 \(uncounted)개 더 있습니다"), at: nil))
        }
        return all
    }
}
