import NaruSyntax

/// What could stand in the place of an expression. Whether it fits what is
/// around is tried before it is shown, so several may be given, best first.
extension CheckerPart {
    func instead(of span: Span, _ texts: [String]) -> [Suggestion] { texts.map { .write($0, for: span) } }

    /// As the operand of a dot, a bracket or a prefix.
    func operand(_ expression: Expression) -> String {
        switch expression.unwrapped.kind {
        case .name, .it, .member, .call, .filter, .list, .text, .enumCase, .entity, .parameter, .today:
            text(expression)
        case .nested: text(expression)
        default: "(\(text(expression)))"
        }
    }

    /// A literal or conversion of another type, as one of the wanted type.
    func rewritten(_ expression: Expression, as wanted: Type) -> [String] {
        LiteralRewriter(context: context).rewritten(expression, as: wanted)
    }

    /// A stage before the one that is being checked, and what then stands there.
    func withStageBefore(_ stage: String, _ edits: [TextEdit], wholeStage: Bool = false) -> [Suggestion] {
        environment.stages.last.map { here in
            let last = wholeStage ? here.end : edits.map(\.span.end).max() ?? here.start
            return [
                Suggestion(
                    [.insertion("\(stage) | ", at: here.start)] + edits, shown: Span(here.start, max(here.start, last)))
            ]
        } ?? []
    }

    /// `group into` for the `select` that is being checked.
    func groupingInstead() -> [Suggestion] {
        guard let here = environment.stages.last, text(here).hasPrefix("select") else { return [] }
        return [Suggestion([TextEdit(Span(here.start, here.start + 6), "group into")], shown: here)]
    }

    /// Names as they are written, each in the place of one that is misspelt.
    func spellings(of name: Name, among candidates: [String], prefix: String = "") -> [Suggestion] {
        if name.text.hasSuffix("들"), candidates.contains(String(name.text.dropLast())) {
            return written([String(name.text.dropLast())], at: name.span, prefix: prefix)
        }
        return written(nearest(to: name.text, among: candidates, limit: 3), at: name.span, prefix: prefix)
    }

    func written(_ names: [String], at span: Span, prefix: String = "") -> [Suggestion] {
        Suggestion.spellings(names.map { prefix + Notation.name($0) }, of: span)
    }

    /// The candidate that a misspelt name most likely means, if one is near.
    func closest(to name: String, among candidates: [String]) -> String? {
        // A Korean plural names the same set: 나라들.
        if name.hasSuffix("들"), candidates.contains(String(name.dropLast())) { return String(name.dropLast()) }
        return nearest(to: name, among: candidates, limit: 1).first
    }

    /// The nearest candidates, best first; candidates come out of tables in no
    /// order, so that of equally near ones the alphabet decides.
    func nearest(to name: String, among candidates: [String], limit: Int) -> [String] {
        guard run.mayCompare(candidates.count) else { return [] }
        return Spelling.all(near: name, among: candidates.sorted(), limit: limit)
    }

    /// A test before the condition of a filter, of the `where` that is being
    /// checked, or in a `where` of its own.
    func narrowingWays(_ test: String, in predicate: Span?) -> [Suggestion] {
        var condition = predicate
        if condition == nil, let stage = environment.stages.last, text(stage).hasPrefix("where ") {
            condition = Span(stage.start + 6, stage.end)
        }
        guard let condition else { return withStageBefore("where \(test)", [], wholeStage: true) }
        let plain = Suggestion(
            [.insertion("\(test) and ", at: condition.start)], isAlternative: true, shown: condition)
        let whole = Suggestion(
            [.insertion("\(test) and (", at: condition.start), .insertion(")", at: condition.end)],
            isAlternative: true, shown: condition)
        return [plain, whole] + (predicate == nil ? withStageBefore("where \(test)", [], wholeStage: true) : [])
    }

    /// A set of days as one uncertain date: `date("2023")` for `@2023`.
    func oneDate(_ days: Expression) -> String {
        guard case .date = days.unwrapped.kind else { return "earliest(\(text(days)))" }
        return "date(\"\(text(days.unwrapped).drop { $0 == "@" })\")"
    }

    /// Values that must have one type; the later one may be rewritten to it.
    func differing(_ first: TypedExpression, _ other: TypedExpression, _ written: Expression) -> Diagnostic {
        .mixedTypes(
            schema.describe(first.type.type), schema.describe(other.type.type),
            ways: instead(of: written.span, rewritten(written, as: first.type.type)), at: other.span)
    }

    /// What of a value without an order has one.
    func waysToOrder(_ value: TypedExpression) -> [Suggestion] {
        let written = text(value.span)
        let parts: [String] =
            switch value.type.type {
            case .entity: ["\(written).label"]
            case .geo: ["\(written).latitude", "\(written).longitude"]
            case .record(let fields):
                fields.filter { $0.type.type.isOrdered && !$0.type.isMany }.prefix(2).map {
                    "\(written).\(Notation.member($0.name))"
                }
            case .days: ["earliest(\(written))", "latest(\(written))"]
            case .bool, .int, .decimal, .float, .text, .localizedText, .date, .period, .duration, .quantity, .numbers,
                .enumeration, .unknown:
                []
            }
        return instead(of: value.span, parts)
    }
}
