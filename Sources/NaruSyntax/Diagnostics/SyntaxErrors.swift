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
