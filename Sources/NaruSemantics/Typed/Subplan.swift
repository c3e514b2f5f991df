/// A nested query that has been planned. What a plan is, is known further down;
/// expressions hold it and can be walked and rewritten through it.
package protocol PlannedQuery: AnyObject, Sendable {
    /// Its expressions. Those of the source stand in the frame around the query,
    /// those of the stages one frame deeper.
    func forEachExpression(_ body: (TypedExpression, _ deeper: Int) -> Void)
    func mappingExpressions(_ transform: (TypedExpression, _ deeper: Int) -> TypedExpression) -> any PlannedQuery
    /// The outermost of the frames around it that it reads, 0 being the one
    /// that it stands in; -1 where it reads none.
    var outermostFrame: Int { get }
    func isSame(as other: any PlannedQuery) -> Bool
    func hash(into hasher: inout Hasher)
    var mayHavePossible: Bool { get }
    var mayLeaveOut: Bool { get }
    var asksEvidence: Bool { get }
}

package struct Subplan: Hashable, Sendable {
    package let query: any PlannedQuery

    package init(_ query: any PlannedQuery) { self.query = query }

    package static func == (left: Subplan, right: Subplan) -> Bool {
        left.query === right.query || left.query.isSame(as: right.query)
    }

    package func hash(into hasher: inout Hasher) { query.hash(into: &hasher) }
}
