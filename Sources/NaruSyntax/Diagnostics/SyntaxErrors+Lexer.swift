extension Diagnostic {
    /// `ends`: where the text may have been meant to end.
    static func unterminatedText(at span: Span, ends: [Int]) -> Diagnostic {
        syntax(
            .unterminatedText, Message("this text has no closing quotation mark", ko: "닫는 따옴표가 없는 글입니다"),
            at: span, label: Message("begins here", ko: "여기서 시작합니다"),
            help: [Message("close it with \"", ko: "\" 로 닫으세요")],
            suggestions: ends.map { Suggestion([.insertion("\"", at: $0)], shown: Span(span.start, $0)) })
    }

    static func unterminatedName(at span: Span) -> Diagnostic {
        syntax(
            .badName, Message("this name has no closing backquote", ko: "닫는 역따옴표가 없는 이름입니다"), at: span,
            label: Message("begins here", ko: "여기서 시작합니다"),
            help: [Message("close it with ` on the same line", ko: "같은 줄에서 ` 로 닫으세요")])
    }

    static func emptyName(at span: Span) -> Diagnostic {
        syntax(.badName, Message("a name can't be empty", ko: "이름은 비어 있을 수 없습니다"), at: span)
    }

    /// `name` is a name that stands behind it, with space between.
    static func parameterWithoutName(at span: Span, name gap: Span?) -> Diagnostic {
        syntax(
            .badParameter, Message("'$' needs the name of a parameter", ko: "'$' 뒤에 매개변수 이름이 필요합니다"),
            at: span, help: [Message("the name stands directly behind it", ko: "이름은 '$' 에 바로 붙여 씁니다")],
            suggestions: gap.map { [Suggestion([TextEdit(Span(span.end, $0.start), "")], shown: span.joined($0))] }
                ?? [])
    }

    static func badEscape(_ letter: String, at span: Span) -> Diagnostic {
        syntax(
            .badEscape, Message("'\\\(letter)' means nothing in a text", ko: "글 안에서 '\\\(letter)'은(는) 뜻이 없습니다"),
            at: span,
            help: [
                Message(
                    "the escapes are \\n \\t \\r \\\" \\\\ and \\u{...}; a backslash itself is \\\\",
                    ko: "쓸 수 있는 것: \\n \\t \\r \\\" \\\\ \\u{...}; 역빗금은 \\\\ 로 씁니다")
            ],
            suggestions: [Suggestion([.insertion("\\", at: span.start)], shown: span)])
    }

    static func badUnicodeEscape(at span: Span) -> Diagnostic {
        syntax(
            .badEscape, Message("this '\\u' escape names no character", ko: "'\\u'가 가리키는 문자가 없습니다"), at: span,
            help: [
                Message(
                    "the number of a character stands in hexadecimal between braces, as in \\u{AC00}",
                    ko: "문자의 번호는 \\u{AC00} 처럼 16진수로, 중괄호 안에 씁니다")
            ])
    }

    static func invalidUTF8(at span: Span) -> Diagnostic {
        syntax(
            .invalidUTF8,
            Message("the bytes at offset \(span.start) are not UTF-8", ko: "\(span.start)번째 바이트부터 UTF-8이 아닙니다"),
            at: span, help: [Message("save the file as UTF-8", ko: "파일을 UTF-8로 저장하세요")])
    }

    static func unexpectedCharacter(_ scalar: Unicode.Scalar, at span: Span) -> Diagnostic {
        let code =
            "U+" + String(repeating: "0", count: max(0, 4 - String(scalar.value, radix: 16).count))
            + String(scalar.value, radix: 16, uppercase: true)
        let isVisible = scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
        let shown = isVisible ? "'\(scalar)'" : code
        return syntax(
            .unexpectedCharacter, Message("\(shown) has no meaning here", ko: "\(shown)은(는) 쓸 수 없는 문자입니다"),
            at: span,
            help: isVisible
                ? [Message("a name with such a character stands between backquotes", ko: "이런 문자가 든 이름은 역따옴표로 감싸세요")]
                : [])
    }

    static func lookalike(_ scalar: Unicode.Scalar, meant: String, at span: Span) -> Diagnostic {
        syntax(
            .unexpectedCharacter,
            Message("'\(scalar)' only looks like '\(meant)'", ko: "'\(scalar)'은(는) '\(meant)'와(과) 모양만 비슷합니다"),
            at: span, suggestions: [.write(meant, for: span, isAtCaret: true)])
    }

    static func foreignOperator(_ written: String, meant: String, at span: Span) -> Diagnostic {
        syntax(
            .foreignOperator,
            Message("Naru writes '\(meant)' for '\(written)'", ko: "나루에서는 '\(written)' 대신 '\(meant)'을(를) 씁니다"),
            at: span, suggestions: [.write(meant, for: span, isAtCaret: true)])
    }

    static func foreignQuotes(around text: String, at span: Span) -> Diagnostic {
        syntax(
            .foreignQuote,
            Message("a text stands between straight double quotation marks", ko: "글은 곧은 큰따옴표로 감쌉니다"), at: span,
            suggestions: [.write(Notation.text(text), for: span, isAtCaret: true)])
    }

    static func foreignComment(_ mark: String, at span: Span) -> Diagnostic {
        syntax(
            .foreignComment,
            Message("a comment begins with '#', not with '\(mark)'", ko: "주석은 '\(mark)'이(가) 아니라 '#'(으)로 시작합니다"),
            at: span, suggestions: [.write("#", for: span, isAtCaret: true)])
    }

    static func badNumber(_ text: String, digits: String, unit: String, at span: Span) -> Diagnostic {
        let said = KoreanNumber.value(of: text).flatMap { number in
            KoreanNumber.written(number.value).map { $0 + number.rest }
        }
        if let said {
            return syntax(
                .badNumber, Message("'\(text)' is not a number", ko: "'\(text)'은(는) 수가 아닙니다"), at: span,
                help: [
                    Message(
                        "a number takes one of 만 억 조, at its end", ko: "수에는 만, 억, 조 가운데 하나만 끝에 붙입니다")
                ], suggestions: [.write(said, for: span, isAtCaret: true)])
        }
        return syntax(
            .badNumber, Message("'\(text)' is not a number", ko: "'\(text)'은(는) 수가 아닙니다"), at: span,
            help: [
                Message(
                    "a unit stands after a space: 10 km; only k M B 만 억 조 and units in Hangul are glued",
                    ko: "단위는 띄어 씁니다: 10 km; k M B 만 억 조와 한글 단위만 붙여 쓸 수 있습니다")
            ],
            suggestions: unit.isEmpty || unit.hasPrefix("_")
                ? [] : Suggestion.spellings(["\(digits) \(unit)"], of: span))
    }

    static func numberTooLarge(_ kind: NumberKind, at span: Span) -> Diagnostic {
        let help =
            switch kind {
            case .int:
                Message(
                    "whole numbers go up to \(Int64.max); a decimal such as 1.0 has 38 digits",
                    ko: "정수는 \(Int64.max) 까지입니다; 1.0 같은 소수는 38자리까지입니다")
            case .decimal: Message("a decimal has at most 38 digits", ko: "소수는 38자리까지입니다")
            case .float:
                Message(
                    "a floating-point number goes up to about 1.8e308", ko: "부동소수는 약 1.8e308 까지입니다")
            }
        return syntax(.numberTooLarge, Message("this number is too large", ko: "너무 큰 수입니다"), at: span, help: [help])
    }

    static func notADate(_ text: String, at span: Span) -> Diagnostic {
        let message =
            text.isEmpty
            ? Message("'@' needs a date", ko: "'@' 뒤에 날짜가 필요합니다")
            : Message("there is no date '\(text)'", ko: "'\(text)'(이)라는 날짜는 없습니다")
        let meant = padded(text)
        return syntax(
            .badDate, message, at: span,
            label: meant == nil ? PartialDate.reason(whyNot: text) : nil,
            help: [
                Message(
                    "dates are written @2023, @2023-Q4, @2023-10 or @2023-10-31",
                    ko: "날짜는 @2023, @2023-Q4, @2023-10, @2023-10-31 처럼 씁니다")
            ], suggestions: Suggestion.spellings(meant.map { ["@\($0)"] } ?? [], of: span))
    }

    /// `2024/5/1` as a date, where it is one.
    private static func padded(_ text: String) -> String? {
        let parts = text.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
        guard parts.count > 1, parts.count <= 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        let written = parts.map { $0.count == 1 ? "0" + $0 : String($0) }
        return [written, written.reversed()].map { $0.joined(separator: "-") }.first {
            PartialDate($0) != nil && $0 != text
        }
    }
}

/// The kinds of numbers, each with a bound of its own.
enum NumberKind { case int, decimal, float }
