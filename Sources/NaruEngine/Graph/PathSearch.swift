import NaruSemantics
import NaruSyntax

/// The paths of one query for every row of the frame around it.
struct PathSearch {
    private let finder: PathFinder
    private let starts: ListColumn
    private let ends: ListColumn

    init(
        _ evaluator: Evaluator, _ from: TypedExpression, _ to: TypedExpression, _ via: TypedExpression,
        limit: TypedCount?, mode: PathMode, in frame: Frame, isWide: Bool = false
    ) throws(EngineError) {
        let context = evaluator.context
        finder = try PathFinder(
            adjacency: context.graphs.adjacency(of: via, isWide: isWide, context), context: context, mode: mode,
            limit: try context.value(ofLimit: limit))
        starts = try evaluator.nodes(from, frame, isWide: isWide)
        ends = try evaluator.nodes(to, frame, isWide: isWide)
    }

    /// Row by row of the frame; `sink` returns false to stop altogether.
    func run(_ sink: ([Int32], Int32) throws(EngineError) -> Bool) throws(EngineError) {
        guard case .code(let from) = starts.child.payload, case .code(let to) = ends.child.payload else { return }
        let rows = starts.offsets.count - 1
        // The neighbourhoods of all rows are found together, not one by one.
        if rows > 1 { try finder.prepare(for: from) }
        var isWanted = true
        for row in 0..<rows where isWanted {
            let owner = Int32(row)
            try finder.find(
                from: Array(from[Int(starts.offsets[row])..<Int(starts.offsets[row + 1])]),
                to: Array(to[Int(ends.offsets[row])..<Int(ends.offsets[row + 1])])
            ) { path throws(EngineError) in
                isWanted = try sink(path, owner)
                return isWanted
            }
        }
    }
}

extension Evaluator {
    /// Entities as lists, without those that the views hide; with `isWide` also
    /// those that are only possibly there.
    func nodes(_ expression: TypedExpression, _ frame: Frame, isWide: Bool) throws(EngineError) -> ListColumn {
        let values = try evaluate(expression, frame)
        let lists = isWide ? allMembers(of: values, expression.type.type).list : values.asList()
        guard case .list(let list) = lists.payload else {
            return ListColumn(offsets: [Int32](repeating: 0, count: frame.count + 1), child: lists)
        }
        guard let kept = store.shownPlaces(list.child, of: expression.type.type) else { return list }
        let offsets = Vector.offsets(of: list.rows.gather(kept), count: frame.count)
        return ListColumn(offsets: offsets, child: list.child.gather(kept))
    }
}
