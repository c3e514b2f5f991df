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
    package static let divisionByZero = DiagnosticCode("W4001")
    package static let overflow = DiagnosticCode("W4002")
    package static let failedConversion = DiagnosticCode("W4003")
    package static let undefinedResult = DiagnosticCode("W4004")
    package static let mixedUnits = DiagnosticCode("W4005")
}

extension RunFailure {
    package static let cancelled = RunFailure(.cancelled, under: Limits())

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
