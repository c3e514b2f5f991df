/// What the work under way may still take. Work that may be long and has no run
/// to ask (reading, checking, loading, writing) asks here now and then, and ends
/// early where it is told to; whoever set the allowance knows why it ended.
///
/// It is that of a task or a thread. Who hands work to other threads hands it on.
package struct Allowance: Sendable {
    /// Without another one nothing is limited.
    @TaskLocal package static var current = Allowance()

    private let ask: (@Sendable (Int) -> Bool)?

    private init() { ask = nil }

    /// - Parameter ask: Whether the work may go on and hold so many bytes.
    package init(_ ask: @escaping @Sendable (_ bytes: Int) -> Bool) { self.ask = ask }

    /// Whether the work is to end.
    package static var isSpent: Bool { !mayHold(0) }

    /// Whether the work may go on and hold so many bytes.
    package static func mayHold(_ bytes: Int) -> Bool { current.ask?(bytes) ?? true }

    /// Does something that asks this allowance.
    package func covering<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try Self.$current.withValue(self) {
            Swift.Result { () throws(Failure) in try body() }
        }.get()
    }
}

/// Elements as long as the writing may take: a writer that shows all rows at
/// once ends early, and what it wrote is not shown.
package struct WhileAllowed<Base: IteratorProtocol>: Sequence, IteratorProtocol {
    fileprivate var base: Base
    private var count = 0

    fileprivate init(_ base: Base) { self.base = base }

    package mutating func next() -> Base.Element? {
        count += 1
        return count & 255 == 0 && Allowance.isSpent ? nil : base.next()
    }
}

extension Sequence {
    package var whileAllowed: WhileAllowed<Iterator> { WhileAllowed(makeIterator()) }
}
