import NaruPlan
package import NaruSemantics
import NaruSyntax

/// A finished result as columns: what `_` names, and what can be shown again.
package struct KeptResult: Sendable {
    package let row: LastRow
    package let count: Int
    /// The visible slots of the last row, as `row` has them.
    let slots: [Vector]
    /// What the result showed.
    private let columns: [Vector]
    private let types: [Type]
    private let context: RunContext

    init(row: LastRow, slots: [Vector], columns: [Vector], types: [Type], count: Int, context: RunContext) {
        self.row = row
        self.slots = slots
        self.columns = columns
        self.types = types
        self.count = count
        self.context = context
    }

    /// The texts that its values are codes of; a run over it goes on with them.
    package var texts: TextPool { context.texts }

    /// All rows as one list of records.
    package var rows: Vector {
        let records = Vector(count: count, payload: .record(slots))
        return Vector(count: 1, payload: .list(ListColumn(offsets: [0, Int32(count)], child: records)))
    }

    /// The cells of some rows, as the result showed them.
    package func values(_ wanted: Range<Int>) -> [[Value]] {
        let reader = ValueReader(context: context)
        return wanted.clamped(to: 0..<count).map { row in
            zip(columns, types).map { reader.value($0, row, $1) }
        }
    }
}

/// Takes the batches of a result as they come.
final class ResultKeeper {
    private let row: LastRow
    private let types: [Type]
    private let shown: Int
    private var builders: [VectorBuilder]
    private var count = 0

    /// What each row gives: the shown columns, then the slots of the row.
    let output: [TypedExpression]

    init(_ query: PlannedOutput, languages: Int) {
        let plan = query.plan.row
        row = LastRow(of: plan)
        let columns = query.columns.map(\.value)
        types = columns.map(\.type.type)
        shown = columns.count
        let places = (plan.subject.map { [$0] } ?? []) + plan.columns.map(\.slot)
        output = columns + places.map { TypedExpression(.slot(frame: 0, $0), plan.slots[$0], at: query.plan.span) }
        builders = output.map { VectorBuilder(like: .empty(of: $0.type, languages: languages)) }
    }

    func add(_ vectors: [Vector], count: Int) {
        self.count += count
        for (place, vector) in vectors.enumerated() { builders[place].append(vector) }
    }

    func result(in context: RunContext) -> KeptResult {
        let vectors = builders.map { $0.finish() }
        return KeptResult(
            row: row, slots: Array(vectors[shown...]), columns: Array(vectors[..<shown]), types: types, count: count,
            context: context)
    }
}
