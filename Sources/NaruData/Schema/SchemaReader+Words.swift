import NaruEngine
import NaruSyntax

/// The small parts that all productions share.
extension SchemaReader {
    /// A plain or backquoted name after blanks.
    mutating func name(_ what: String, ko korean: String, signs: Bool = false) -> DeclaredName? {
        cursor.skipBlanks()
        if cursor.next == .backquote {
            guard case .success(let quoted) = cursor.quotedText(.backquote) else {
                expected(what, ko: korean)
                return nil
            }
            return DeclaredName(text: cursor.string(quoted.content).nfc, span: quoted.span)
        }
        guard !cursor.isAtLineEnd, let span = cursor.name(withSigns: signs) else {
            expected(what, ko: korean)
            return nil
        }
        return DeclaredName(text: cursor.string(span).nfc, span: span)
    }

    mutating func text(_ what: String, ko korean: String) -> DeclaredName? {
        cursor.skipBlanks()
        guard cursor.next == .quote else {
            expected(what, ko: korean)
            return nil
        }
        switch cursor.quotedText() {
        case .success(let quoted):
            return DeclaredName(text: cursor.unescaped(quoted).nfc, span: quoted.span)
        case .failure(let failure):
            issues.text(failure, in: source)
            return nil
        }
    }

    mutating func nameList(signs: Bool) -> [DeclaredName]? {
        var names: [DeclaredName] = []
        repeat {
            cursor.skipBlanks(beforeItem: names.count)
            guard let name = name("a name", ko: "이름", signs: signs) else { return nil }
            names.append(name)
            cursor.skipBlanks()
        } while cursor.take(.comma)
        return names
    }

    @discardableResult
    mutating func expected(_ what: String, ko korean: String) -> Bool {
        issues.expected(what, ko: korean, at: cursor, in: source)
        return false
    }
}

extension DataIssues {
    mutating func expected(_ what: String, ko korean: String, at cursor: TextCursor, in source: SourceText) {
        let token = cursor.nextToken()
        error(
            DataCode.syntax, Message("expected \(what)", ko: "\(korean)이(가) 와야 합니다"), at: token, in: source)
    }

    mutating func tab(at span: Span, in source: SourceText) {
        error(
            DataCode.tab, Message("a line is indented with a tab", ko: "탭으로 들여 쓴 줄입니다"), at: span, in: source,
            help: [Message("indent with blanks: two for a field, four for a citation", ko: "빈칸으로 들여 쓰세요: 필드는 둘, 인용은 넷")]
        )
    }

    mutating func indentation(at span: Span, in source: SourceText) {
        error(
            DataCode.indentation,
            Message("the indentation fits no line above", ko: "들여쓰기가 위의 어느 줄과도 맞지 않습니다"), at: span, in: source,
            help: [
                Message(
                    "all fields of one record or type start at the same column; what belongs to a field stands deeper",
                    ko: "한 레코드나 유형의 필드는 모두 같은 열에서 시작하고, 필드에 딸린 줄은 더 깊이 들여 씁니다")
            ])
    }

    mutating func text(_ failure: QuotedTextFailure, in source: SourceText) {
        switch failure {
        case .unterminated(let span):
            error(
                DataCode.text, Message("the text has no closing quotation mark", ko: "닫는 따옴표가 없습니다"), at: span,
                in: source)
        case .badEscape(let span):
            error(
                DataCode.text, Message("no such escape in a text", ko: "글에 쓸 수 없는 이스케이프입니다"), at: span, in: source,
                help: [
                    Message("there are \\n \\t \\r \\\" \\\\ \\u{...}", ko: "\\n \\t \\r \\\" \\\\ \\u{...}만 쓸 수 있습니다")
                ])
        }
    }
}
