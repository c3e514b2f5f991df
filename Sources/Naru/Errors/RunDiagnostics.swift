import NaruData
import NaruEngine
package import NaruSyntax

/// Errors and warnings of a run. Family E4 and its warnings.
extension DiagnosticCode {
    package static let severalValues = DiagnosticCode("E4001")
    package static let notSupported = DiagnosticCode("E4002")
    package static let parameterMissing = DiagnosticCode("E4003")
    package static let parameterUnreadable = DiagnosticCode("E4004")
    package static let absentDay = DiagnosticCode("E4005")
    package static let negativeCount = DiagnosticCode("E4006")
    package static let cancelled = DiagnosticCode("E5001")
    package static let limitReached = DiagnosticCode("E5002")
    package static let moreDiagnostics = DiagnosticCode("E5003")
    package static let programTooLong = DiagnosticCode("E5004")
    package static let divisionByZero = DiagnosticCode("W4001")
    package static let overflow = DiagnosticCode("W4002")
    package static let failedConversion = DiagnosticCode("W4003")
    package static let undefinedResult = DiagnosticCode("W4004")
    package static let mixedUnits = DiagnosticCode("W4005")
}

extension RunFailure {
    package static let cancelled = RunFailure(.cancelled, under: Limits())
    static let missingThread = RunFailure(.internal("the system gives no thread"), under: Limits())

    init(_ error: EngineError, under limits: Limits) {
        switch error {
        case .severalValues(let span):
            self.init(
                reason: .failed,
                diagnostics: [
                    Diagnostic(
                        .severalValues, .error, Message("only() found several values", ko: "only()에 값이 여러 개입니다"),
                        at: span,
                        help: [
                            Message("use first(…) for one of them, or filter", ko: "하나만 쓰려면 first(…)를 쓰거나 조건으로 거르세요")
                        ])
                ])
        case .unsupported(let what, let span):
            self.init(
                reason: .failed,
                diagnostics: [
                    Diagnostic(
                        .notSupported, .error,
                        Message(
                            "'\(what)' is understood, but this version cannot run it",
                            ko: "'\(what)'은(는) 이해했으나 이 판에서는 실행할 수 없습니다"),
                        at: span)
                ])
        case .internal(let what):
            self.init(
                reason: .failed,
                diagnostics: [
                    Diagnostic(
                        .notSupported, .error,
                        Message("a mistake in Naru: \(what)", ko: "나루의 오류입니다: \(what)"), at: nil,
                        help: [Message("please report it with the query", ko: "질의와 함께 알려 주세요")])
                ])
        case .absentDay(let span):
            self.init(
                reason: .failed,
                diagnostics: [
                    Diagnostic(
                        .absentDay, .error, Message("the view's date is absent", ko: "보기의 날짜가 비었습니다"), at: span,
                        help: [
                            Message("give it a default, such as `(… ?? today)`", ko: "`(… ?? today)`처럼 기본값을 주세요")
                        ])
                ])
        case .negativeCount(let count):
            self.init(
                reason: .failed,
                diagnostics: [
                    Diagnostic(
                        .negativeCount, .error,
                        Message("there are no \(count) rows or steps", ko: "행이나 걸음의 수는 \(count)일 수 없습니다"), at: nil,
                        help: [
                            Message(
                                "the parameter of `take`, `skip`, `top` or `up to` is a whole number from 0 on",
                                ko: "`take`, `skip`, `top`, `up to`의 매개변수에는 0 이상의 정수를 주세요")
                        ])
                ])
        case .cancelled:
            self.init(
                reason: .cancelled,
                diagnostics: [
                    Diagnostic(
                        .cancelled, .error, Message("the query was cancelled", ko: "질의를 멈추었습니다"), at: nil)
                ])
        case .limit(let reached):
            self.init(reason: .limit, diagnostics: [.limit(reached, limits)])
        case .damaged(let damage):
            self.init(reason: .failed, diagnostics: [.damaged(damage)])
        }
    }
}

extension Diagnostic {
    static func tooLong(_ program: SourceText) -> Diagnostic {
        Diagnostic(
            .programTooLong, .error,
            Message(
                "'\(program.name)' is longer than \(Session.longestProgram) bytes, which no program is",
                ko: "'\(program.name)'은(는) 프로그램의 한도인 \(Session.longestProgram)바이트보다 깁니다"),
            at: nil,
            help: [
                Message(
                    "many values belong in a table, which a query reads: --data values.csv",
                    ko: "많은 값은 표에 두고 질의에서 읽으세요: --data values.csv")
            ])
    }

    /// Which limit ended a run, how far it had got, and what would help.
    static func limit(_ reached: LimitReached, _ limits: Limits) -> Diagnostic {
        let (limit, help) = wording(reached.kind, limits)
        let rows = reached.rows == 1 ? "1 result row" : "\(reached.rows) result rows"
        let memory = amount(of: reached.memory)
        let progress = Message(
            "until then: \(rows), \(reached.passed) rows handled, \(memory) needed at once",
            ko: "그때까지: 결과 \(reached.rows)행, 처리 \(reached.passed)행, 한 번에 필요한 메모리 \(memory)")
        return Diagnostic(.limitReached, .error, limit, at: nil, label: progress, help: [help])
    }

    private static func wording(_ kind: LimitReached.Kind, _ limits: Limits) -> (Message, Message) {
        switch kind {
        case .time:
            let time = limits.time.map { "\($0)" } ?? ""
            return (
                Message("the query took longer than its limit of \(time)", ko: "질의가 제한 시간 \(time)을 넘었습니다"),
                Message("ask for less: filter early, or give it more time", ko: "먼저 걸러 양을 줄이거나 시간을 더 주세요")
            )
        case .memory:
            let size = amount(of: limits.memory?.bytes ?? 0)
            return (
                Message("the query needs more memory than its limit of \(size)", ko: "질의에 필요한 메모리가 한도 \(size)를 넘었습니다"),
                Message(
                    "ask for less: filter before join, sort and group, or give it more memory",
                    ko: "join, sort, group 전에 걸러 양을 줄이거나 메모리를 더 주세요")
            )
        case .rowNumbers:
            return (
                Message("the query needs more than 2147483647 rows at once", ko: "질의에 한 번에 2147483647행보다 많은 행이 필요합니다"),
                Message("ask for less: filter early", ko: "먼저 걸러 양을 줄이세요")
            )
        case .textLength:
            let size = amount(of: RunMeter.longestText)
            return (
                Message("the query makes a text of more than \(size)", ko: "질의가 \(size)보다 긴 글을 만듭니다"),
                Message(
                    "a value holds no more than that; make several rows of it",
                    ko: "한 값에는 그보다 많이 담을 수 없습니다. 여러 행으로 나누세요")
            )
        case .rows:
            let rows = limits.rows ?? 0
            return (
                Message("the result has more rows than its limit of \(rows)", ko: "결과가 한도 \(rows)행을 넘었습니다"),
                Message("ask for fewer: take \(rows)", ko: "필요한 만큼만: take \(rows)")
            )
        }
    }

    /// In the largest unit that leaves a whole part.
    private static func amount(of bytes: Int) -> String {
        let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")]
        guard let (size, name) = units.first(where: { bytes >= $0.0 }) else { return "\(bytes) bytes" }
        let tenths = bytes / (size / 10)
        return tenths % 10 == 0 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
    }
}

/// What a program that uses the library can get wrong.
extension DiagnosticCode {
    package static let columnMismatch = DiagnosticCode("E5401")
    package static let absentValue = DiagnosticCode("E5402")
    package static let queryCount = DiagnosticCode("E5403")
    package static let unwritableValue = DiagnosticCode("E5404")
}

extension Diagnostic {
    static func mismatch(column: String, type: String, wanted: Message) -> Diagnostic {
        Diagnostic(
            .columnMismatch, .error,
            Message(
                "column '\(column)' is \(type), which is not read as \(wanted.english)",
                ko: "'\(column)' 열의 유형은 \(type)이며 \(wanted.korean)(으)로 읽을 수 없습니다"), at: nil,
            help: [
                Message(
                    "change the property's type, or the column in the query's `select`",
                    ko: "속성의 유형이나 질의의 `select`에 있는 열을 바꾸세요")
            ])
    }

    static func noColumn(_ name: String, columns: [String]) -> Diagnostic {
        let known = columns.joined(separator: ", ")
        return Diagnostic(
            .columnMismatch, .error, Message("there is no column '\(name)'", ko: "'\(name)' 열이 없습니다"), at: nil,
            help: [Message("columns: \(known)", ko: "열: \(known)")])
    }

    static func outOfRange(column: String, value: String, wanted: String, row: Int) -> Diagnostic {
        Diagnostic(
            .columnMismatch, .error,
            Message(
                "row \(row), column '\(column)': \(value) is no \(wanted)",
                ko: "\(row)번째 행 '\(column)' 열: \(value)은(는) \(wanted)이(가) 아닙니다"), at: nil,
            help: [Message("rows are counted from 0; choose a wider type", ko: "행은 0부터 셉니다. 더 넓은 유형을 고르세요")])
    }

    static func absent(column: String, type: String, wanted: Message, row: Int) -> Diagnostic {
        Diagnostic(
            .absentValue, .error,
            Message(
                "row \(row), column '\(column)' (\(type)): there is no value, and \(wanted.english) is not optional",
                ko: "\(row)번째 행 '\(column)' 열(\(type)): 값이 없는데 \(wanted.korean)은(는) 옵셔널이 아닙니다"), at: nil,
            help: [
                Message(
                    "rows are counted from 0; make the property optional, or give a default in the query: `x ?? y`",
                    ko: "행은 0부터 셉니다. 속성을 옵셔널로 하거나 질의에서 기본값을 주세요: `x ?? y`")
            ])
    }

    static func queryCount(_ count: Int) -> Diagnostic {
        Diagnostic(
            .queryCount, .error,
            Message(
                "one query can be prepared, and this text has \(count)", ko: "질의 하나만 준비할 수 있는데 이 글에는 \(count)개가 있습니다"),
            at: nil,
            help: [
                Message(
                    "prepare each by itself; definitions may stand before it",
                    ko: "질의마다 따로 준비하세요. 정의는 앞에 둘 수 있습니다")
            ])
    }

    static func unwritable(_ record: String) -> Diagnostic {
        Diagnostic(
            .unwritableValue, .error,
            Message(
                "'\(record)' cannot be the type and the id of a record", ko: "'\(record)'은(는) 레코드의 유형과 id가 될 수 없습니다"),
            at: nil,
            help: [Message("ids have letters, digits, `-`, `_` and `.`", ko: "id에는 글자, 숫자, `-`, `_`, `.`을 씁니다")])
    }

    static func unwritable(_ value: String, field: String, of record: String) -> Diagnostic {
        Diagnostic(
            .unwritableValue, .error,
            Message(
                "field '\(field)' of \(record) cannot hold '\(value)'",
                ko: "\(record)의 '\(field)' 필드에 '\(value)'을(를) 담을 수 없습니다"),
            at: nil,
            help: [
                Message(
                    "give a text for a text field; for others the text of one value, as in a data file",
                    ko: "글 필드에는 글을, 다른 필드에는 데이터 파일에 쓰는 값 하나를 주세요")
            ])
    }

    static func undecodable(_ type: Any.Type, _ error: any Error, row: Int) -> Diagnostic {
        let reason = (error as? DecodingError)?.reason ?? "\(error)"
        return Diagnostic(
            .columnMismatch, .error,
            Message("row \(row) is no \(type): \(reason)", ko: "\(row)번째 행은 \(type)이(가) 아닙니다: \(reason)"),
            at: nil,
            help: [Message("rows are counted from 0", ko: "행은 0부터 셉니다")])
    }
}

extension DecodingError {
    fileprivate var reason: String? {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context.debugDescription
        @unknown default: nil
        }
    }
}
