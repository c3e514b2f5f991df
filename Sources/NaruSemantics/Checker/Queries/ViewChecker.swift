import NaruSyntax

/// What a query sees of the data.
struct ViewChecker: CheckerPart {
    let context: CheckContext

    /// Views read no row.
    func views(_ views: [View]) -> [TypedView] {
        for (place, view) in views.enumerated() where views[..<place].contains(where: { $0.word == view.word }) {
            report(.repeatedView(view.word.words, ways: without(view), at: view.span))
        }
        let inside = ViewChecker(context: context.seeing([]))
        return views.compactMap(inside.view)
    }

    private func view(_ view: View) -> TypedView? {
        switch view.kind {
        case .statedOnly: return .statedOnly
        case .allClaims: return .allClaims
        case .asOf(let day):
            let typed = single(check(day), use: .view)
            if typed.type.type.isUnknown { return nil }
            guard typed.type.type == .date else {
                report(
                    .viewNeedsDay(
                        view.word.words, schema.describe(typed.type), isCoarse: typed.type.type == .days,
                        ways: instead(of: day.span, daysMeant(by: day, typed)), at: typed.span))
                return nil
            }
            return .asOf(typed)
        case .knownBy(let day):
            let typed = single(check(day), use: .view)
            if !catalog.hasDatedSources { report(.noDatedSource(hasType: schema.sourceType != nil, at: view.span)) }
            if typed.type.type.isUnknown { return nil }
            guard typed.type.type == .date || typed.type.type == .days else {
                report(
                    .viewNeedsDay(
                        view.word.words, schema.describe(typed.type), isCoarse: false,
                        ways: instead(of: day.span, rewritten(day, as: .date) + ["today"]), at: typed.span))
                return nil
            }
            return .knownBy(typed)
        }
    }

    /// One day: the last of a literal that is coarser.
    private func daysMeant(by day: Expression, _ typed: TypedExpression) -> [String] {
        var days = rewritten(day, as: .date)
        if case .literal(.days(_, let last)) = typed.kind { days.append("@\(PartialDate(day: last))") }
        let isOneDay = { (written: String) in written.utf8.count == 11 }
        let ends = days.filter { !isOneDay($0) }.compactMap { PartialDate(String($0.dropFirst())) }.map {
            "@\(PartialDate(day: $0.last))"
        }
        return days.filter(isOneDay) + ends + ["today"]
    }

    /// With its `|`.
    private func without(_ view: View) -> [Suggestion] {
        let before = context.source.utf8[..<view.span.start].lastIndex(of: UInt8(ascii: "|")) ?? view.span.start
        let message = Message("leave this one out", ko: "이것을 지우세요")
        return [Suggestion([TextEdit(Span(before, view.span.end), "")], .said(message))]
    }
}
