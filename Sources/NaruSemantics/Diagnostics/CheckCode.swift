package import NaruSyntax

/// The codes of the checker: names and types (`E2…`) and warnings (`W2…`).
package enum CheckCode: String, Sendable, CaseIterable {
    case unknownName = "E2001"
    case unknownType = "E2002"
    case unknownField = "E2003"
    case unknownEnumCase = "E2004"
    case enumCaseContext = "E2005"
    case unknownEntity = "E2006"
    case ambiguousEntity = "E2007"
    case unknownUnit = "E2008"
    case unknownFunction = "E2009"
    case unknownParameter = "E2010"
    case goneAfterStage = "E2011"
    case wholeSetInRow = "E2012"
    case onlySubtypes = "E2013"
    case noSubject = "E2014"
    case unknownColumn = "E2015"
    case notAValue = "E2016"
    case notAKey = "E2017"
    case needsName = "E2018"
    case duplicateColumn = "E2019"
    case manyValues = "E2020"
    case incomparable = "E2021"
    case entityWithText = "E2022"
    case daysWithMonths = "E2023"
    case comparesLists = "E2024"
    case arithmetic = "E2025"
    case noCondition = "E2026"
    case noOrder = "E2027"
    case matchOfNoText = "E2028"
    case notASet = "E2029"
    case periodWithDays = "E2030"
    case misleadingQuantifier = "E2031"
    case mixedTypes = "E2032"
    case badRange = "E2033"
    case typeTest = "E2034"
    case badAmount = "E2035"
    case argumentCount = "E2040"
    case argumentType = "E2041"
    case argumentLabel = "E2042"
    case argumentDirection = "E2043"
    case aggregateOfOne = "E2044"
    case windowPlace = "E2045"
    case graphPath = "E2050"
    case walkNeedsLimit = "E2051"
    case acrossNeedsCases = "E2055"
    case acrossCases = "E2056"
    case siblingColumn = "E2057"
    case columnsDiffer = "E2060"
    case alreadyDefined = "E2070"
    case recursiveDefinition = "E2071"
    case parameterType = "E2072"
    case importFailed = "E2073"
    case viewDate = "E2080"
    case noDatedSource = "E2081"
    case repeatedView = "E2082"
    case tooDeep = "E2090"
    case repeatedValues = "W2001"
    case comparedWithItself = "W2002"
    case orderedTexts = "W2003"
    case unknownText = "W2004"

    package var code: DiagnosticCode { DiagnosticCode(rawValue) }
}

extension Diagnostic {
    init(
        _ code: CheckCode, _ english: String, ko korean: String, at span: Span, label: Message? = nil,
        help: [Message] = [], suggestions: [Suggestion] = []
    ) {
        let severity: Severity = code.rawValue.hasPrefix("W") ? .warning : .error
        self.init(
            code.code, severity, Message(english, ko: korean), at: span, label: label, help: help,
            suggestions: suggestions)
    }
}

extension Message {
    /// `what: a, b, c, ...`, cut to what a line holds.
    static func listing(_ what: String, ko korean: String, _ names: [ListedName], limit: Int = 8, more: Pointer? = nil)
        -> [Message]
    {
        guard !names.isEmpty else { return [] }
        let isCut = names.count > limit
        let rest = isCut ? ", ..." : ""
        let shown = names.prefix(limit).map(\.name).joined(separator: ", ") + rest
        let koreanShown = names.prefix(limit).map(\.korean).joined(separator: ", ") + rest
        var message = Message("\(what): \(shown)", ko: "\(korean): \(koreanShown)")
        message.pointer = isCut ? more : nil
        return [message]
    }
}

/// A name of the dataset as a list in a message shows it: in Korean by its
/// alias, where the schema gives it one.
struct ListedName: Sendable {
    var name: String
    var korean: String

    init(_ name: String, aliases: [String] = []) {
        self.name = name
        korean = aliases.first ?? name
    }

    /// `.mou`, `.업무협약`
    static func enumCase(_ declared: Enumeration.Case) -> ListedName {
        ListedName("." + declared.name, aliases: declared.aliases.map { "." + $0 })
    }
}
