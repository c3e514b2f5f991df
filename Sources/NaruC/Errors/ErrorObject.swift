import Naru
package import NaruSyntax

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

/// What a program that calls the C functions can get wrong.
extension DiagnosticCode {
    package static let misuse = DiagnosticCode("E5405")
    package static let notUnicode = DiagnosticCode("E5406")
    package static let unreadableJSON = DiagnosticCode("E5407")
}

extension Diagnostic {
    static func noDataset(_ function: String) -> Diagnostic {
        Diagnostic(
            .misuse, .error,
            Message(
                "\(function): the dataset is NULL, was closed, or is no dataset",
                ko: "\(function): 데이터셋이 NULL이거나, 닫혔거나, 데이터셋이 아닙니다"),
            at: nil, help: [Message("open one with naru_open, and see its error", ko: "naru_open으로 열고 그 오류를 확인하세요")])
    }

    static func noQuery(_ function: String) -> Diagnostic {
        Diagnostic(
            .misuse, .error,
            Message(
                "\(function): the query is NULL, was finalized, or is no query",
                ko: "\(function): 질의가 NULL이거나, 끝났거나, 질의가 아닙니다"),
            at: nil,
            help: [Message("make one with naru_prepare, and see its error", ko: "naru_prepare로 만들고 그 오류를 확인하세요")])
    }

    static func noText(_ argument: String, of function: String) -> Diagnostic {
        Diagnostic(
            .misuse, .error, Message("\(function): \(argument) is NULL", ko: "\(function): \(argument)이(가) NULL입니다"),
            at: nil, help: [Message("give a text in UTF-8", ko: "UTF-8 글을 주세요")])
    }

    static func noSeconds(of function: String) -> Diagnostic {
        Diagnostic(
            .misuse, .error,
            Message(
                "\(function): the seconds are negative or no number",
                ko: "\(function): 초가 음수이거나 수가 아닙니다"),
            at: nil, help: [Message("0 is no limit", ko: "0은 제한이 없다는 뜻입니다")])
    }

    static func noRow(_ row: UInt64, of function: String) -> Diagnostic {
        Diagnostic(
            .misuse, .error,
            Message("\(function): the result has no row \(row)", ko: "\(function): 결과에 \(row)번 행이 없습니다"), at: nil,
            help: [Message("rows are counted from 0", ko: "행은 0부터 셉니다")])
    }

    static func notUnicode(_ argument: String, of function: String) -> Diagnostic {
        Diagnostic(
            .notUnicode, .error,
            Message("\(function): \(argument) is not UTF-8", ko: "\(function): \(argument)이(가) UTF-8이 아닙니다"), at: nil,
            help: [Message("convert the text to UTF-8 first", ko: "먼저 글을 UTF-8로 바꾸세요")])
    }

    static func unreadable(_ problem: JSONProblem, of function: String) -> Diagnostic {
        let (reason, offset) = (problem.reason, problem.offset)
        return Diagnostic(
            .unreadableJSON, .error,
            Message(
                "\(function): \(reason.english), at byte \(offset) of the JSON",
                ko: "\(function): JSON의 \(offset)번째 바이트에서 \(reason.korean)"),
            at: nil,
            help: [
                Message(
                    "bytes are counted from 0; write `{\"name\": \"서울\", \"n\": 3}`, texts between double quotes",
                    ko: "바이트는 0부터 셉니다. `{\"name\": \"서울\", \"n\": 3}`처럼 글은 큰따옴표로 묶으세요")
            ])
    }

    static func noParameterValue(_ name: String, of function: String) -> Diagnostic {
        Diagnostic(
            .unreadableJSON, .error,
            Message(
                "\(function): the JSON given for '\(name)' is no value of a parameter",
                ko: "\(function): '\(name)'에 준 JSON은 매개변수의 값이 아닙니다"),
            at: nil,
            help: [
                Message(
                    "give a text, number, bool, null, an object with `id` or with `amount` and `unit`, or an array of these",
                    ko: "글, 수, 참·거짓, null, `id`가 있거나 `amount`와 `unit`이 있는 객체, 또는 이들의 배열을 주세요")
            ])
    }
}

extension NaruError {
    init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }
}
