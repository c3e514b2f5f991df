/// Stages of other languages, each answered with what does the same here.
extension Diagnostic {
    /// `rest` is what stands behind the word, up to the next `|`.
    static func unknownStage(_ token: Token, _ rest: ArraySlice<Token>) -> Diagnostic {
        let word = token.text.lowercased()
        let message = Message("'\(token.text)' is not a stage", ko: "'\(token.text)'은(는) 단계가 아닙니다")
        if let way = foreignStage(word, rest) {
            return syntax(
                .unknownStage, message, at: token.span,
                label: way.query.map { Message("write '| \($0)'", ko: "'| \($0)'(으)로 쓰세요") },
                help: [way.help].compactMap { $0 })
        }
        let meant =
            ForeignWords.stages[word]
            ?? Suggestion.nearest(to: token.text, among: StageWords.all.union(ViewWords.all).sorted())
        return syntax(
            .unknownStage, message, at: token.span, label: meant.map(Suggestion.didYouMean),
            help: meant == nil ? [stageHelp] : [])
    }

    static let stageHelp = Message(
        "stages: \(StageWords.all.sorted().joined(separator: ", "))",
        ko: "단계: \(StageWords.all.sorted().joined(separator: ", "))")

    private static let functions = [
        "average": "avg", "mean": "avg", "minimum": "min", "maximum": "max", "total": "sum",
    ]

    private static func foreignStage(
        _ word: String, _ rest: ArraySlice<Token>
    ) -> (query: String?, help: Message?)? {
        let names = rest.filter { $0.kind == .name && !["as", "to", "by"].contains($0.text.lowercased()) }.map(\.text)
        switch word {
        case "count", "tally", "size", "length":
            if let key = names.first { return ("group by \(key) into n: count()", nil) }
            return ("group into n: count()", nil)
        case "sum", "avg", "min", "max", "median", "average", "mean", "minimum", "maximum", "total":
            let function = functions[word] ?? word
            return ("group into \(function): \(function)(\(names.first ?? "x"))", nil)
        case "rename", "relabel", "alias":
            guard names.count == 2 else {
                return (
                    nil,
                    Message(
                        "another name is another column: `| add new: old | drop old`, or `| select new: old`",
                        ko: "이름을 바꾸려면 `| add 새이름: 옛이름 | drop 옛이름`, 또는 `| select 새이름: 옛이름`")
                )
            }
            let isAssigned = rest.contains { $0.is(.equal) || $0.is(.colon) }
            let (new, old) = isAssigned ? (names[0], names[1]) : (names[1], names[0])
            return ("add \(new): \(old) | drop \(old)", nil)
        case "pivot", "crosstab", "spread", "pivot_wider":
            return (
                nil,
                Message(
                    "`group by k across e into n: count()` puts the values of e side by side",
                    ko: "`group by k across e into n: count()`이(가) e의 값들을 옆으로 늘어놓습니다")
            )
        case "unpivot", "melt", "gather", "pivot_longer":
            return (
                nil,
                Message(
                    "rows of several columns are put under each other with `union (…)`",
                    ko: "여러 열을 행으로 쌓으려면 `union (…)`으로 합칩니다")
            )
        case "tail":
            return (
                nil,
                Message(
                    "the last rows are the first ones of the other order: `sort … desc | take n`",
                    ko: "마지막 행들은 거꾸로 정렬한 처음입니다: `sort … desc | take n`")
            )
        default: return nil
        }
    }
}
