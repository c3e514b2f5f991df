import NaruSemantics
import NaruSyntax

/// What the operators of a query did, those of nested queries included, by
/// their numbers in the plan. Nested queries run many times, on any thread.
final class RunProfile: Sendable {
    private let all = Lock<[OperatorProfile.Figures]>([])

    var figures: [OperatorProfile.Figures] { all.withLock { $0 } }

    func add(_ more: [OperatorProfile.Figures]) {
        all.withLock { figures in
            let missing = max(more.count - figures.count, 0)
            figures += [OperatorProfile.Figures](repeating: OperatorProfile.Figures(), count: missing)
            for (place, found) in more.enumerated() {
                figures[place].rows += found.rows
                figures[place].time += found.time
            }
        }
    }
}

/// Rows and time of each operator of one run, by its number in the plan, for
/// those who ask; what is shown of each row comes last.
package final class OperatorProfile {
    package struct Figures: Sendable {
        /// Rows that it handed on.
        package var rows = 0
        /// Time in it alone, without the operators that it hands rows to; of
        /// several threads the time of all of them.
        package var time = Swift.Duration.zero
    }

    package private(set) var figures: [Figures] = []
    private var place = 0
    private var since = ContinuousClock.now

    package init() {}

    /// `source` is where its rows come from.
    func begin(operators: Int, source: Int) {
        figures = [Figures](repeating: Figures(), count: operators + 1)
        (place, since) = (source, .now)
    }

    func end() { turn(to: place) }

    /// One for a thread of its own, which is at no operator yet.
    func piece() -> OperatorProfile {
        let piece = OperatorProfile()
        piece.begin(operators: figures.count - 1, source: -1)
        return piece
    }

    /// What was found so far; from now on it is counted anew.
    func cut() -> [Figures] {
        end()
        defer { for place in figures.indices { figures[place] = Figures() } }
        return figures
    }

    func add(_ more: [Figures]) {
        for place in figures.indices {
            figures[place].rows += more[place].rows
            figures[place].time += more[place].time
        }
    }

    /// From now on it is another operator's time; returns whose it was.
    @discardableResult func turn(to next: Int) -> Int {
        let now = ContinuousClock.now
        if figures.indices.contains(place) { figures[place].time += now - since }
        since = now
        defer { place = next }
        return place
    }

    func count(_ rows: Int, of place: Int) {
        if figures.indices.contains(place) { figures[place].rows += rows }
    }
}
