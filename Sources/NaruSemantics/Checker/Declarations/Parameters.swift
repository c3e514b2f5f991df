import NaruSyntax

/// The parameters of a program in order; the last result is one that is
/// declared by its first use.
final class ParameterTable {
    private(set) var all: [TypedParameter] = []
    /// What `_` names; nil outside of a conversation.
    let lastRow: LastRow?

    init(lastRow: LastRow?) { self.lastRow = lastRow }

    func declare(_ parameter: TypedParameter) { all.append(parameter) }

    func position(of name: String) -> Int? { all.firstIndex { $0.name == name } }

    func position(of last: LastRow, at span: Span) -> Int {
        if let place = position(of: LastRow.name) { return place }
        declare(TypedParameter(name: LastRow.name, type: last.type, defaultValue: nil, span: span))
        return all.count - 1
    }
}

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

extension TypedProgram {
    /// Whether it reads the last result.
    package var usesLastResult: Bool { parameters.contains { $0.name == LastRow.name } }
}

struct LastResultChecker: CheckerPart {
    let context: CheckContext

    /// Whether `_` names the last result rather than a definition.
    var isNamed: Bool { run.parameters.lastRow != nil && definitions.plain[LastRow.name] == nil }

    /// The rows of the last result, where `_` names it.
    func rows(_ name: Name) -> PartialQuery? {
        guard name.text == LastRow.name, isNamed, let last = run.parameters.lastRow else { return nil }
        guard !run.definitions.isWithinDefinition else {
            report(.lastResultInDefinition(at: name.span))
            return nil
        }
        let place = run.parameters.position(of: last, at: name.span)
        let rows = TypedExpression(.parameter(place), last.type, at: name.span)
        return PartialQuery(
            source: TypedSource(.elements(rows), row: last.row), scope: NameScope(row: last.row), cardinality: .many)
    }

    /// `_` as a value: its subjects, or records of its columns.
    func value(_ name: Name) -> TypedExpression? {
        rows(name).map { queries.value(of: $0, at: name.span) }
    }
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

/// Declares the parameters of a text, with their defaults.
struct ParameterChecker: CheckerPart {
    let context: CheckContext

    func declare(_ program: Program) {
        for statement in program.statements {
            switch statement.kind {
            case .parameter(let parameter, let defaultValue): declare(parameter, defaultValue, at: statement.span)
            case .query: if !context.isInMainSource { report(.queryInImport(at: statement.span)) }
            case .definition, .importFile: break
            }
        }
    }

    private func declare(_ parameter: Parameter, _ defaultValue: Expression?, at span: Span) {
        if run.parameters.position(of: parameter.name.text) != nil {
            return report(.duplicateParameter(parameter.name))
        }
        let type = typeNames.valueType(named: parameter.type) ?? .unknown
        var declared = TypedParameter(
            name: parameter.name.text, type: type,
            defaultValue: defaultValue.map { self.defaultValue($0, of: parameter, as: type) }, span: span)
        if !context.isInMainSource {
            let number = run.definitions.table.number(of: context.source)
            declared.span.text = number
            declared.defaultValue = declared.defaultValue?.placed(inText: number)
        }
        run.parameters.declare(declared)
    }

    /// The text of an entity parameter is looked up like a literal.
    private func defaultValue(
        _ expression: Expression, of parameter: Parameter, as type: ValueType
    ) -> TypedExpression {
        if case .text(let text) = expression.kind, case .entity(let types) = type.type, let first = types.first {
            guard let match = entities.entity(first, text, written: parameter.type.name.text, at: expression.span)
            else { return invalid(at: expression.span) }
            return TypedExpression(
                .literal(.entity(match.number)), ValueType(.entity([match.type])), at: expression.span)
        }
        let typed = check(expression, expecting: type.type)
        // A month or a year is a date known so far, as in a date field.
        if type.type == .date, typed.type.type == .days, case .date = expression.kind {
            return typed.widened(to: .date)
        }
        return typed.fitted(to: type, in: schema)
            ?? invalid(
                .wrongDefault(
                    parameter.name, expected: schema.describe(type), found: schema.describe(typed.type),
                    ways: instead(of: expression.span, rewritten(expression, as: type.type)), at: typed.span),
                at: typed.span)
    }
}
