import NaruSyntax

extension ProgramChecker {
    /// Views read no row.
    func views(_ views: [View]) -> [TypedView] {
        for (place, view) in views.enumerated() where views[..<place].contains(where: { $0.words == view.words }) {
            report(.repeatedView(view.words, at: view.span))
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
                        date: dateMeant(by: day).flatMap { $0.utf8.count == 11 ? $0 : nil },
                        at: typed.span))
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
                        "known by", schema.describe(typed.type), isCoarse: false, date: dateMeant(by: day),
                        at: typed.span))
                return nil
            }
            return .knownBy(typed)
        }
    }

    /// `@2023` for `2023` or `"2023"`.
    private func dateMeant(by day: Expression) -> String? {
        let written =
            switch day.kind {
            case .number(let literal): literal.text
            case .text(let text): text
            default: ""
            }
        return written.count >= 4 && PartialDate(written) != nil ? "@\(written)" : nil
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
                report(.countNeedsInt(name, schema.describe(typed.type)))
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
