package import NaruEngine
package import NaruSyntax

/// The findings of one load. Twenty are kept, the rest counted.
struct DataIssues {
    static let limit = 20
    private(set) var errors: [Diagnostic] = []
    private(set) var warnings: [Diagnostic] = []
    private(set) var uncounted = 0
    /// Warnings and notes beyond those that are kept.
    private var untold = 0

    /// The warnings and notes, and how many more there are.
    var told: [Diagnostic] {
        guard untold > 0 else { return warnings }
        let rest = Diagnostic(
            DataCode.tableReading, .note,
            Message(
                "\(untold) more \(untold == 1 ? "note" : "notes") on how the data were read; 'naru schema' shows what was found out",
                ko: "데이터를 읽은 방식에 관한 알림이 \(untold)개 더 있습니다. 'naru schema'가 알아낸 것을 보입니다"), at: nil)
        return warnings + [rest]
    }

    var hasErrors: Bool { !errors.isEmpty }

    mutating func error(
        _ code: DiagnosticCode, _ message: @autoclosure () -> Message, at span: Span, in source: SourceText,
        label: Message? = nil, help: [Message] = [], suggestions: [Suggestion] = []
    ) {
        guard errors.count < Self.limit else {
            uncounted += 1
            return
        }
        add(
            Diagnostic(
                code, .error, message(), at: span, label: label, help: help, suggestions: suggestions,
                source: source))
    }

    mutating func add(_ diagnostic: Diagnostic) {
        guard diagnostic.severity == .error else {
            guard warnings.count < Self.limit else { return untold += 1 }
            return warnings.append(diagnostic)
        }
        guard errors.count < Self.limit else { return uncounted += 1 }
        errors.append(diagnostic)
    }

    mutating func warning(
        _ code: DiagnosticCode, _ message: Message, at span: Span?, in source: SourceText?, help: [Message] = []
    ) {
        guard warnings.count < Self.limit else { return untold += 1 }
        warnings.append(Diagnostic(code, .warning, message, at: span, help: help, source: source))
    }

    /// Something that is right and may surprise.
    mutating func note(
        _ code: DiagnosticCode, _ message: Message, at span: Span? = nil, in source: SourceText? = nil,
        help: [Message] = []
    ) {
        guard warnings.count < Self.limit else { return untold += 1 }
        warnings.append(Diagnostic(code, .note, message, at: span, help: help, source: source))
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
    var listed: [Diagnostic] { listed(atMost: Self.limit) }

    func listed(atMost limit: Int) -> [Diagnostic] {
        var all = Array(inFileOrder.prefix(limit))
        let more = uncounted + errors.count - all.count
        if more > 0 {
            all.append(
                Diagnostic(
                    DataCode.more, .error,
                    Message("\(more) more like these are not shown", ko: "이런 오류가 \(more)개 더 있습니다"), at: nil))
        }
        return all
    }
}

extension Suggestion {
    /// The nearest of some names, if one is near enough, written as what stands
    /// at the place is. Names that cannot stand bare get the mark around them.
    static func spelling(
        of name: String, at span: Span, in source: SourceText, among names: some Sequence<String>,
        mark: UInt8 = .backquote
    ) -> [Suggestion] {
        guard let nearest = Spelling.nearest(to: name, among: names) else { return [] }
        let isPlain = nearest.utf8.allSatisfy { $0.isNameByte || $0 == .minus || $0 == .dot }
        let first = source.utf8[span.start]
        let used = first == .quote || first == .backquote ? first : isPlain ? nil : mark
        let written = used == .quote ? Notation.text(nearest) : used == .backquote ? "`\(nearest)`" : nearest
        return Suggestion.spellings([written], of: span)
    }
}

/// Why a dataset could not be loaded: at most twenty findings, and a last one
/// that counts the rest.
package struct DatasetError: Error {
    package var diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    /// Ends a load that may take no more. Whoever set the allowance says why.
    static func throwIfSpent(holding bytes: Int = 0) throws(DatasetError) {
        if !Allowance.mayHold(bytes) { throw DatasetError([]) }
    }

    init(_ code: DiagnosticCode, _ message: Message, help: [Message] = []) {
        self.init([Diagnostic(code, .error, message, at: nil, help: help)])
    }
}

extension DiagnosticCode {
    /// A snapshot's bytes are not the ones that were written.
    package static let damagedSnapshot = DiagnosticCode("E5120")
}

extension Diagnostic {
    /// A part of a snapshot that doesn't have its checksum, or makes no sense.
    package static func damaged(_ damage: StoreDamage) -> Diagnostic {
        Diagnostic(
            .damagedSnapshot, .error,
            Message(
                "'\(damage.file)' is damaged: its part '\(damage.part)' is not what was written",
                ko: "'\(damage.file)'이(가) 손상되었습니다: '\(damage.part)' 부분이 기록된 것과 다릅니다"),
            at: nil, help: [buildAgain])
    }

    fileprivate static let buildAgain = Message(
        "make it again from its dataset: naru build DIR -o FILE", ko: "데이터에서 다시 만드세요: naru build 폴더 -o 파일")
}

extension DatasetError {
    static func damaged(_ damage: StoreDamage) -> DatasetError { DatasetError([.damaged(damage)]) }

    static func cutSnapshot(_ path: String) -> DatasetError {
        DatasetError(
            .damagedSnapshot,
            Message("'\(path)' is cut short: its end is missing", ko: "'\(path)'이(가) 잘렸습니다: 끝부분이 없습니다"),
            help: [Diagnostic.buildAgain])
    }

    static func noSnapshot(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.notSnapshot, Message("'\(path)' is no snapshot of Naru", ko: "'\(path)'은(는) 나루 스냅숏이 아닙니다"),
            help: [Diagnostic.buildAgain])
    }

    static func otherVersion(_ path: String, _ version: UInt64) -> DatasetError {
        DatasetError(
            DataCode.notSnapshot,
            Message(
                "'\(path)' is a snapshot of version \(version); this program reads version \(SnapshotLayout.version)",
                ko: "'\(path)'은(는) \(version)판 스냅숏인데 이 프로그램은 \(SnapshotLayout.version)판을 읽습니다"),
            help: [Diagnostic.buildAgain])
    }

    static func snapshotAlone(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.combination,
            Message("a snapshot is opened by itself: '\(path)'", ko: "스냅숏은 따로 엽니다: '\(path)'"),
            help: [
                Message(
                    "build one of everything together: naru build DIR TABLE -o FILE",
                    ko: "모두 모아 하나로 만드세요: naru build 폴더 표 -o 파일")
            ])
    }
}
