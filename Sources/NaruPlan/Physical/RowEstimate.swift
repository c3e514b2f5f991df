/// How many rows an operator gives, as far as figures of the dataset say: a
/// number, and how well it is known. Nothing is guessed without a number.
package struct RowEstimate: Hashable, Sendable {
    /// How well a number is known; with neither mark it is exact.
    package struct Quality: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let exact: Quality = []
        /// As many as there are if values are spread evenly.
        package static let about = Quality(rawValue: 1)
        /// Not more.
        package static let atMost = Quality(rawValue: 2)
        package static let unknown = Quality(rawValue: 4)
    }

    package let quality: Quality
    private let number: Double

    private init(_ quality: Quality, _ number: Double) {
        self.quality = quality
        self.number = number
    }

    package static let unknown = RowEstimate(.unknown, 0)

    static func exact(_ rows: Int) -> RowEstimate { RowEstimate(.exact, Double(rows)) }
    static func about(_ rows: Double) -> RowEstimate { RowEstimate(.about, rows) }
    static func atMost(_ rows: Double) -> RowEstimate { RowEstimate(.atMost, rows) }

    /// nil where nothing is known.
    package var rows: Double? { quality.contains(.unknown) ? nil : number }

    /// The same number, known no better than that.
    func known(as other: Quality) -> RowEstimate { RowEstimate(quality.union(other), number) }

    /// So many for each row of another estimate.
    func times(_ other: RowEstimate) -> RowEstimate {
        RowEstimate(quality.union(other.quality), number * other.number)
    }

    /// The share of the rows that a condition leaves.
    func times(_ share: Share) -> RowEstimate {
        RowEstimate(quality.union(share.quality), number * share.number)
    }

    func plus(_ other: RowEstimate) -> RowEstimate {
        RowEstimate(quality.union(other.quality), number + other.number)
    }

    /// Not more than another number.
    func limited(to other: RowEstimate) -> RowEstimate {
        guard let rows else { return other.rows.map { .atMost($0) } ?? .unknown }
        guard let most = other.rows else { return known(as: .atMost) }
        return RowEstimate(quality.union(other.quality), min(rows, most))
    }

    /// `1200`, `~40`, `≤3`, `≲3` (at most about so many), `?`
    package var text: String {
        guard !quality.contains(.unknown) else { return "?" }
        // A part of a row is shown as one: that there is none nobody knows.
        let whole = number > 0 && quality != .exact ? max(number + 0.5, 1) : number
        let rows = whole < 1e15 ? String(Int(whole)) : "10^15"
        return switch (quality.contains(.atMost), quality.contains(.about)) {
        case (false, false): rows
        case (false, true): "~" + rows
        case (true, false): "≤" + rows
        case (true, true): "≲" + rows
        }
    }
}

/// Which share of rows passes a condition.
struct Share {
    var number: Double
    var quality: RowEstimate.Quality

    /// All of them, for all that is known.
    static let all = Share(number: 1, quality: .atMost)

    static func about(_ number: Double) -> Share { Share(number: min(max(number, 0), 1), quality: .about) }

    func and(_ other: Share) -> Share {
        Share(number: number * other.number, quality: quality.union(other.quality))
    }
}

/// How many threads may work on the rows that an operator takes.
package enum PlanWidth: Hashable, Sendable { case oneCore, allCores }
