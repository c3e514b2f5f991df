package import NaruSyntax

/// Where words of the language are words of the language: they are keywords
/// only in their places, and names everywhere else.
enum Keywords {
    /// Whether the name token at `index` is a keyword there.
    static func isKeyword(_ index: Int, in tokens: [Token]) -> Bool {
        let word = tokens[index].text
        let before = index > 0 ? tokens[index - 1] : nil
        if before?.is(.bar) ?? false { return Stage.named(word) != nil || Stage.viewWords.contains(word) }
        if let before, before.kind == .name, pairs.contains("\(before.text) \(word)") { return true }
        if isStatementStart(index, in: tokens) {
            return Stage.statementWords.contains(word) && startsStatement(index, in: tokens)
        }
        if word == "so", index + 1 < tokens.count, tokens[index + 1].isWord("far") {
            return endsWindow(index - 1, in: tokens)
        }
        return JoiningWord.all.contains(word) && index > 0 && endsOperand(tokens, at: index - 1)
            || JoiningWord.all.contains(word) && before.map { $0.kind == .name && joins.contains($0.text) } ?? false
            || word == "on" || word == "from" && before?.isWord("paths") ?? false
    }

    /// Second words that belong to the one before.
    private static let pairs: Set<String> = [
        "where possibly", "expand optional", "join optional", "with sources", "as of", "known by", "stated only",
        "all claims", "group by", "group into", "up to", "all shortest", "paths from", "reach from", "over all",
        "so far",
    ]

    private static let joins: Set<String> = ["up", "all", "group"]

    static func isStatementStart(_ index: Int, in tokens: [Token]) -> Bool {
        guard index > 0 else { return true }
        let before = tokens[index - 1]
        if before.is(.semicolon) || before.is(.equal) || before.is(.leftParenthesis) { return true }
        return tokens[index].isFirstOnLine && endsOperand(tokens, at: index - 1)
    }

    /// `over all`, `over country.iso`, `over (a, b)`
    private static func endsWindow(_ index: Int, in tokens: [Token]) -> Bool {
        guard index > 0, !tokens[index + 1].isFirstOnLine else { return false }
        return tokens[index].kind == .name && !tokens[index].isWord("over") || tokens[index].is(.rightParenthesis)
    }

    /// `paths from`, `let name`, `network cities`: the word after tells.
    private static func startsStatement(_ index: Int, in tokens: [Token]) -> Bool {
        guard index + 1 < tokens.count else { return false }
        let next = tokens[index + 1]
        switch tokens[index].text {
        case "paths", "reach": return next.isWord("from")
        case "import": return next.kind == .text
        default: return next.kind == .name || next.is(.leftParenthesis)
        }
    }

    /// Whether an operand ends with the token at `index`, so that an operator
    /// or a joining word may follow.
    static func endsOperand(_ tokens: [Token], at index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        let token = tokens[index]
        switch token.kind {
        case .number, .text, .date, .parameter: return true
        case .name:
            let isWindow = token.isWord("all") && index > 0 && tokens[index - 1].isWord("over")
            return isWindow || !isKeyword(index, in: tokens)
        case .reserved(let word):
            if index > 0, tokens[index - 1].is(.dot) { return true }
            return word == .it || word == .today || word == .true || word == .false
        case .symbol(let symbol): return symbol.isCloser
        case .unreadable, .end: return false
        }
    }
}

/// A stage or view of a query: its first word, how it is written, what it does.
package struct Stage: Hashable, Sendable {
    package var word: String
    package var usage: String
    package var summary: Message

    init(_ word: String, _ usage: String, _ english: String, ko korean: String) {
        self.word = word
        self.usage = usage
        summary = Message(english, ko: korean)
    }

    package static func named(_ word: String) -> Stage? { all.first { $0.word == word } }

    package static let all: [Stage] = [
        Stage("where", "where C", "Keeps the rows for which C is yes.", ko: "C가 참인 행만 남깁니다."),
        Stage("select", "select e, name: e, …", "Just these columns.", ko: "이 열만 남깁니다."),
        Stage("add", "add name: e, …", "More columns.", ko: "열을 더합니다."),
        Stage("drop", "drop a, b", "Fewer columns.", ko: "열을 뺍니다."),
        Stage("expand", "expand x: e", "A row for each element of e.", ko: "e의 원소마다 한 행을 만듭니다."),
        Stage("join", "join x: source on C", "Rows of another source for which C is yes.", ko: "C가 참인 다른 행을 붙입니다."),
        Stage("group", "group by k into n: count()", "A row for each group.", ko: "묶음마다 한 행을 만듭니다."),
        Stage("sort", "sort e desc, …", "Puts the rows in order; absent last.", ko: "행을 정렬합니다. 없는 값은 맨 뒤."),
        Stage("take", "take n", "The first n rows.", ko: "처음 n행만 남깁니다."),
        Stage("skip", "skip n", "Leaves out the first n rows.", ko: "처음 n행을 건너뜁니다."),
        Stage("top", "top n by e", "The n rows with the largest e.", ko: "e가 가장 큰 n행."),
        Stage("distinct", "distinct e, …", "The first row for each value.", ko: "값마다 첫 행만 남깁니다."),
        Stage("union", "union (q)", "Rows of either.", ko: "어느 한쪽에라도 있는 행."),
        Stage("intersect", "intersect (q)", "Rows of both.", ko: "양쪽에 다 있는 행."),
        Stage("except", "except (q)", "Rows that the other has not.", ko: "다른 쪽에 없는 행."),
        Stage("with", "with sources", "Adds the sources behind each row.", ko: "행마다 그 출처를 더합니다."),
        Stage("why", "why", "The claims that each row rests on.", ko: "각 행이 근거로 삼는 주장."),
    ]

    package static let views: [Stage] = [
        Stage("as", "as of D", "The records that hold on a day.", ko: "그날 유효한 기록."),
        Stage("known", "known by D", "What was published by then.", ko: "그때까지 보도된 내용."),
        Stage("stated", "stated only", "What a source states.", ko: "출처가 직접 밝힌 내용."),
        Stage("all", "all claims", "Claims of every rank.", ko: "모든 등급의 주장."),
    ]

    static let viewWords = Set(views.map(\.word))
    static let statementWords: Set<String> = ["let", "param", "import", "paths", "reach", "network"]

    /// How each statement and source begins.
    package static let statements: [Stage] = [
        Stage("let", "let name = e", "Gives a name to an expression or query.", ko: "식이나 질의에 이름을 붙입니다."),
        Stage("param", "param name: type = e", "Declares a parameter.", ko: "매개변수를 선언합니다."),
        Stage("import", "import \"file.naru\"", "Reads the definitions of a file.", ko: "파일의 정의를 읽습니다."),
        Stage("paths", "paths from A to B via L", "The shortest chains of links.", ko: "가장 짧은 연결 경로."),
        Stage("reach", "reach from A via L", "All that can be reached.", ko: "닿을 수 있는 모든 것."),
        Stage("network", "network S via L", "Figures of a network.", ko: "연결망의 수치."),
    ]
}
