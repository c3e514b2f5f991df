import NaruSyntax

/// Rows and time of each operator of one run, for those who ask. The source is
/// the first, then the steps of the plan, then what is shown of each row.
package final class OperatorProfile {
    package struct Figures: Sendable {
        /// Rows that it handed on.
        package var rows = 0
        /// Time in it alone, without the operators that it hands rows to.
        package var time = Swift.Duration.zero
    }

    package private(set) var figures: [Figures] = []
    private var place = 0
    private var since = ContinuousClock.now

    package init() {}

    func begin(steps: Int) {
        figures = [Figures](repeating: Figures(), count: steps + 2)
        (place, since) = (0, .now)
    }

    func end() { turn(to: place) }

    /// From now on it is another operator's time; returns whose it was.
    @discardableResult func turn(to next: Int) -> Int {
        let now = ContinuousClock.now
        if figures.indices.contains(place) { figures[place].time += now - since }
        since = now
        defer { place = next }
        return place
    }

    func count(_ rows: Int, before next: Int) {
        if figures.indices.contains(next - 1) { figures[next - 1].rows += rows }
    }
}

/// Stands between two operators while a run is profiled; without a profile
/// there is none, so that it costs nothing.
final class ProfileProbe: Operator {
    private let profile: OperatorProfile
    private let place: Int

    init(_ profile: OperatorProfile, _ scope: Scope, to place: Int, before next: Operator) {
        self.profile = profile
        self.place = place
        super.init(Scope(context: scope.context, outer: scope.outer, counts: nil), stages: next.stages)
        self.next = next
    }

    override func push(_ batch: Batch) throws(EngineError) {
        profile.count(batch.count, before: place)
        let before = profile.turn(to: place)
        defer { profile.turn(to: before) }
        try next?.receive(batch)
    }

    override func finish() throws(EngineError) {
        let before = profile.turn(to: place)
        defer { profile.turn(to: before) }
        try next?.finish()
    }
}
