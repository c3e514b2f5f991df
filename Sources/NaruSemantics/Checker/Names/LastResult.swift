import NaruSyntax

/// The result that `_` names: what its rows are. Its slots are just the
/// visible ones, the subject first.
package struct LastRow: Sendable {
    package static let name = "_"
    package let row: RowType

    /// Of a query whose last row is this.
    package init(of query: RowType) {
        let subject = query.subject.map { [query.slots[$0]] } ?? []
        row = RowType(
            subject: query.subject.map { _ in 0 },
            columns: query.columns.enumerated().map { RowColumn(name: $1.name, slot: subject.count + $0) },
            slots: subject + query.columns.map { query.slots[$0.slot] })
    }

    /// All rows as one value: records of the slots.
    package var type: ValueType {
        ValueType(.record(row.slots.map { RecordField(name: "", type: $0) }), .many)
    }
}

extension ProgramChecker {
    /// The rows of the last result, where `_` names it.
    func lastResult(_ name: Name) -> Pipeline? {
        guard name.text == LastRow.name, let last = lastRow, definitions.plain[name.text] == nil else { return nil }
        guard definitionStack.isEmpty else {
            report(.lastResultInDefinition(at: name.span))
            return nil
        }
        let rows = TypedExpression(.parameter(lastResultPlace(last, at: name.span)), last.type, at: name.span)
        return Pipeline(
            source: TypedSource(.elements(rows), row: last.row), scope: Scope(row: last.row), cardinality: .many)
    }

    /// `_` as a value: its subjects, or records of its columns.
    func lastResultValue(_ name: Name) -> TypedExpression? {
        guard let pipeline = lastResult(name) else { return nil }
        return value(of: typed(pipeline, views: [], at: name.span), .many, at: name.span)
    }

    /// It comes in as a parameter that is declared by its first use.
    private func lastResultPlace(_ last: LastRow, at span: Span) -> Int {
        if let place = parameters.firstIndex(where: { $0.name == LastRow.name }) { return place }
        parameters.append(TypedParameter(name: LastRow.name, type: last.type, defaultValue: nil, span: span))
        return parameters.count - 1
    }
}

extension TypedProgram {
    /// Whether it reads the last result.
    package var usesLastResult: Bool { parameters.contains { $0.name == LastRow.name } }
}

extension Diagnostic {
    static func lastResultInDefinition(at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownName, "'_' is the last result, which the next one replaces", ko: "'_'은(는) 마지막 결과라서 다음 결과로 바뀝니다",
            at: span, label: Message("a definition cannot rest on it", ko: "정의에는 쓸 수 없습니다"),
            help: [
                Message("give a name to the query itself: `let found = …`", ko: "질의 자체에 이름을 붙이세요: `let found = …`")
            ])
    }
}
