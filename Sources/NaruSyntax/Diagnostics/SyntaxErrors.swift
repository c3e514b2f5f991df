extension DiagnosticCode {
    package static let unexpectedToken = DiagnosticCode("E1001")
    package static let unclosedBracket = DiagnosticCode("E1002")
    package static let strayBracket = DiagnosticCode("E1003")
    package static let unterminatedText = DiagnosticCode("E1004")
    package static let badEscape = DiagnosticCode("E1005")
    package static let invalidUTF8 = DiagnosticCode("E1006")
    package static let unexpectedCharacter = DiagnosticCode("E1007")
    package static let foreignOperator = DiagnosticCode("E1008")
    package static let foreignQuote = DiagnosticCode("E1009")
    package static let foreignComment = DiagnosticCode("E1010")
    package static let badNumber = DiagnosticCode("E1011")
    package static let numberTooLarge = DiagnosticCode("E1012")
    package static let badDate = DiagnosticCode("E1013")
    package static let badName = DiagnosticCode("E1014")
    package static let badParameter = DiagnosticCode("E1015")
    package static let chainedComparison = DiagnosticCode("E1016")
    package static let mixedSetOperators = DiagnosticCode("E1017")
    package static let misleadingReading = DiagnosticCode("E1018")
    package static let sqlOrder = DiagnosticCode("E1019")
    package static let unknownStage = DiagnosticCode("E1020")
    package static let viewAfterStage = DiagnosticCode("E1021")
    package static let missingStage = DiagnosticCode("E1022")
    package static let missingSource = DiagnosticCode("E1023")
    package static let tooDeep = DiagnosticCode("E1024")
    package static let nullWord = DiagnosticCode("E1025")
    package static let foreignWord = DiagnosticCode("E1026")
    package static let starArgument = DiagnosticCode("E1027")
    package static let reservedWord = DiagnosticCode("E1028")
    package static let missingBar = DiagnosticCode("E1029")
    package static let spacedRange = DiagnosticCode("E1030")
    package static let needsParentheses = DiagnosticCode("E1031")
    package static let windowWithoutCall = DiagnosticCode("E1032")
    package static let notACount = DiagnosticCode("E1033")
    package static let noQuery = DiagnosticCode("E1038")

    /// Every code that the lexer or the parser gives.
    package static let syntax: [DiagnosticCode] = [
        .unexpectedToken, .unclosedBracket, .strayBracket, .unterminatedText, .badEscape, .invalidUTF8,
        .unexpectedCharacter, .foreignOperator, .foreignQuote, .foreignComment, .badNumber, .numberTooLarge,
        .badDate, .badName, .badParameter, .chainedComparison, .mixedSetOperators, .misleadingReading,
        .sqlOrder, .unknownStage, .viewAfterStage, .missingStage, .missingSource, .tooDeep, .nullWord,
        .foreignWord, .starArgument, .reservedWord, .missingBar, .spacedRange, .needsParentheses,
        .windowWithoutCall, .notACount, .noQuery,
    ]
}

extension Diagnostic {
    static func syntax(
        _ code: DiagnosticCode, _ message: Message, at span: Span, label: Message? = nil, help: [Message] = [],
        suggestions: [Suggestion] = []
    ) -> Diagnostic {
        Diagnostic(code, .error, message, at: span, label: label, help: help, suggestions: suggestions)
    }
}

extension Message {
    static func word(_ word: String) -> Message { Message("'\(word)'", ko: "'\(word)'") }
    static func symbol(_ symbol: Symbol) -> Message { word(symbol.rawValue) }

    static let operand = Message("a value", ko: "값")
    static let fieldName = Message("a field name", ko: "필드 이름")
    static let columnName = Message("a name", ko: "이름")
    static let definedName = Message("a name to define", ko: "정의할 이름")
    static let parameterName = Message("a parameter's name", ko: "매개변수 이름")
    static let parameterType = Message("':' and a type", ko: "':'와(과) 타입")
    static let typeName = Message("a type name", ko: "타입 이름")
    static let caseName = Message("an enum case", ko: "열거형 값 이름")
    static let windowPart = Message("'all', a name or '('", ko: "'all', 이름 또는 '('")
    static let groupPart = Message("'by' or 'into'", ko: "'by' 또는 'into'")
    static let barOrEnd = Message("'|' and a stage, or the end of the query", ko: "'|'와(과) 단계, 또는 질의의 끝")
    static let commaOrEnd = Message("',' or the end of the list", ko: "',' 또는 목록의 끝")
    static let importedFile = Message("the file's name as a text", ko: "글로 쓴 파일 이름")
    static let endOfStatement = Message("the end of the statement", ko: "문장의 끝")
}

extension Token {
    /// How a message names the token.
    fileprivate var shown: Message {
        switch kind {
        case .end: Message("the end", ko: "끝")
        case .text: Message("a text", ko: "글")
        case .date: Message("the date @\(text)", ko: "날짜 @\(text)")
        case .parameter: .word("$\(text)")
        default: .word(text)
        }
    }
}

extension Diagnostic {
    static func unexpected(_ token: Token, expected: Message, after previous: Token?) -> Diagnostic {
        let shown = token.shown
        var help: [Message] = []
        var suggestions: [Suggestion] = []
        if let (word, span) = meantAsName(token, after: previous) {
            suggestions = [.write("`\(word.rawValue)`", for: span)]
            help.append(
                Message(
                    "'\(word.rawValue)' is a reserved word; as a name it stands between backquotes",
                    ko: "'\(word.rawValue)'은(는) 예약어입니다; 이름으로 쓰려면 역따옴표로 감싸세요"))
        }
        return syntax(
            .unexpectedToken,
            Message(
                "expected \(expected.english), found \(shown.english)",
                ko: "\(expected.korean)이(가) 와야 할 자리에 \(shown.korean)이(가) 있습니다"),
            at: place(of: token, after: previous),
            label: Message("expected \(expected.english)", ko: "\(expected.korean) 이(가) 와야 합니다"), help: help,
            suggestions: suggestions)
    }

    /// The reserved word that is out of place, or the one before, which waits for
    /// an operand, as in `where no = 3`.
    private static func meantAsName(_ token: Token, after previous: Token?) -> (ReservedWord, Span)? {
        if case .reserved(let word) = token.kind { return (word, token.span) }
        guard let previous, case .reserved(let word) = previous.kind, ReservedWord.prefixes.contains(word) else {
            return nil
        }
        return (word, previous.span)
    }

    /// What is missing at a line's or text's end is missing behind the last word.
    static func place(of token: Token, after previous: Token?) -> Span {
        guard token.isEnd || token.isFirstOnLine, let previous else { return token.span }
        return Span(previous.span.end, previous.span.end)
    }

    /// `ends`: where it may have been meant to close.
    static func unclosed(_ open: Token, closer: Symbol, ends: [Int]) -> Diagnostic {
        syntax(
            .unclosedBracket, Message("this '\(open.text)' is never closed", ko: "닫히지 않은 '\(open.text)' 입니다"),
            at: open.span, label: Message("opened here", ko: "여기서 열었습니다"),
            help: [Message("close it with '\(closer.rawValue)'", ko: "'\(closer.rawValue)'(으)로 닫으세요")],
            suggestions: ends.map {
                Suggestion([.insertion(closer.rawValue, at: $0)], shown: Span(open.span.start, $0))
            })
    }

    static func strayBracket(_ token: Token) -> Diagnostic {
        syntax(
            .strayBracket,
            Message("nothing is open that '\(token.text)' could close", ko: "'\(token.text)'(으)로 닫을 것이 열려 있지 않습니다"),
            at: token.span, help: [Message("remove it, or open it before", ko: "지우거나 앞에서 여세요")],
            suggestions: [
                .removal(of: token.span, Message("remove '\(token.text)'", ko: "'\(token.text)'을(를) 지우세요"))
            ])
    }

    static func tooDeep(at span: Span, limit: Int) -> Diagnostic {
        syntax(
            .tooDeep, Message("this statement nests deeper than \(limit) levels", ko: "이 문장은 \(limit)단계보다 깊이 겹쳐 있습니다"),
            at: span, label: Message("too deep here", ko: "여기서 너무 깊어집니다"),
            help: [Message("give parts of it names with 'let'", ko: "부분마다 'let'으로 이름을 붙이세요")])
    }

    static func reservedWord(_ token: Token) -> Diagnostic {
        syntax(
            .reservedWord, Message("'\(token.text)' is a reserved word", ko: "'\(token.text)'은(는) 예약어입니다"),
            at: token.span, label: Message("as a name it stands between backquotes", ko: "이름으로 쓰려면 역따옴표로 감싸세요"),
            suggestions: [.write("`\(token.text)`", for: token.span)])
    }

    /// `operand`: the place of the whole operand.
    static func needsParentheses(_ word: String, operand: Span?, at span: Span) -> Diagnostic {
        syntax(
            .needsParentheses,
            Message("'\(word)' as an operand stands in parentheses", ko: "피연산자로 쓰는 '\(word)'은(는) 괄호로 감싸야 합니다"),
            at: span, suggestions: Suggestion.parentheses(operand))
    }

    static func dollarInDeclaration(_ token: Token) -> Diagnostic {
        syntax(
            .badParameter,
            Message("a parameter is declared without '$'", ko: "매개변수는 '$' 없이 선언합니다"), at: token.span,
            suggestions: [.write(token.text, for: token.span, isAtCaret: true)])
    }
}
