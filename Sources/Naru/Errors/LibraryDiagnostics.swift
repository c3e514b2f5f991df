package import NaruSyntax

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
