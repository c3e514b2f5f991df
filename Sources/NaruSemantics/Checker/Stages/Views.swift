import NaruSyntax

extension ProgramChecker {
    /// Views read no row.
    func views(_ views: [View]) -> [TypedView] {
        for (place, view) in views.enumerated() where views[..<place].contains(where: { $0.words == view.words }) {
            report(.repeatedView(view.words, ways: without(view), at: view.span))
        }
        return withScopes([]) { views.compactMap(view) }
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
                        "as of", schema.describe(typed.type), isCoarse: typed.type.type == .days,
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
                        "known by", schema.describe(typed.type), isCoarse: false,
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
        let before = source.utf8[..<view.span.start].lastIndex(of: UInt8(ascii: "|")) ?? view.span.start
        let message = Message("leave this one out", ko: "이것을 지우세요")
        return [Suggestion([TextEdit(Span(before, view.span.end), "")], .said(message))]
    }

    private func declaredInt(_ name: Name) -> [Suggestion] {
        guard let parameter = parameters.first(where: { $0.name == name.text }), source == mainSource else { return [] }
        return instead(of: parameter.span, ["param \(Notation.name(name.text)): int"])
    }

    /// The `n` of `take n`, `up to n`.
    func count(_ count: Count) -> TypedCount? {
        switch count.kind {
        case .literal(let value):
            guard let value = Int(exactly: value), value >= 0 else {
                report(.wrongCount(text(count.span), at: count.span))
                return nil
            }
            return .literal(value)
        case .parameter(let name):
            let typed = parameter(name)
            if typed.type.type.isUnknown { return nil }
            guard case .parameter(let position) = typed.kind, typed.type == ValueType(.int) else {
                report(.countNeedsInt(name, schema.describe(typed.type), ways: declaredInt(name)))
                return nil
            }
            return .parameter(position)
        }
    }
}

extension View {
    /// What tells views of one kind from those of others.
    fileprivate var words: String {
        switch kind {
        case .knownBy: "known by"
        case .asOf: "as of"
        case .statedOnly: "stated only"
        case .allClaims: "all claims"
        }
    }
}
