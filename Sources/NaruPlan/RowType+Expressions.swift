package import NaruSemantics
package import NaruSyntax

extension [ValueType] {
    /// The slots of rows with these, each as it is.
    func slots(at span: Span = Span(0, 0)) -> [TypedExpression] {
        enumerated().map { TypedExpression(.slot(frame: 0, $0), $1, at: span) }
    }
}

extension RowType {
    /// The slots that make two rows the same: the visible ones.
    var comparedSlots: [Int] { (subject.map { [$0] } ?? []) + columns.map(\.slot) }

    func visibleSlots(at span: Span) -> [TypedExpression] {
        comparedSlots.map { TypedExpression(.slot(frame: 0, $0), slots[$0], at: span) }
    }

    /// Its subject and its columns as one record.
    func record(at span: Span) -> TypedExpression {
        let fields = visibleSlots(at: span).map { NamedExpression(name: "", value: $0) }
        let type = Type.record(fields.map { RecordField(name: "", type: $0.value.type) })
        return TypedExpression(.record(fields), ValueType(type), at: span)
    }

    /// The row as one value: its subject, or the record of its columns.
    package func value(at span: Span) -> TypedExpression {
        if let subject, columns.isEmpty { return TypedExpression(.slot(frame: 0, subject), slots[subject], at: span) }
        let fields = columns.map { column in
            NamedExpression(
                name: column.name,
                value: TypedExpression(.slot(frame: 0, column.slot), slots[column.slot], at: span))
        }
        let type = Type.record(columns.map { RecordField(name: $0.name, type: slots[$0.slot]) })
        return subject.map { TypedExpression(.slot(frame: 0, $0), slots[$0], at: span) }
            ?? TypedExpression(.record(fields), ValueType(type), at: span)
    }
}
