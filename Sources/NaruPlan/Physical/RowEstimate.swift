/// How many rows an operator gives, as far as figures of the dataset say: a
/// number, and how well it is known. Nothing is guessed without a number.
package struct RowEstimate: Hashable, Sendable {
    package enum Quality: Int, Hashable, Sendable, Comparable {
        case exact
        /// As many as there are if values are spread evenly.
        case about
        /// Not more, or not much more.
        case atMost
        case unknown

        package static func < (left: Quality, right: Quality) -> Bool { left.rawValue < right.rawValue }
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
    package var rows: Double? { quality == .unknown ? nil : number }

    /// The same number, known at most as well as that.
    func known(as other: Quality) -> RowEstimate { RowEstimate(max(quality, other), number) }

    /// So many for each row of another estimate.
    func times(_ other: RowEstimate) -> RowEstimate {
        RowEstimate(max(quality, other.quality), number * other.number)
    }

    /// The share of the rows that a condition leaves.
    func times(_ share: Share) -> RowEstimate {
        RowEstimate(max(quality, share.quality), number * share.number)
    }

    func plus(_ other: RowEstimate) -> RowEstimate {
        RowEstimate(max(quality, other.quality), number + other.number)
    }

    /// Not more than another number.
    func limited(to other: RowEstimate) -> RowEstimate {
        guard let rows else { return other.rows.map { .atMost($0) } ?? .unknown }
        guard let most = other.rows else { return known(as: .atMost) }
        return RowEstimate(max(quality, other.quality), min(rows, most))
    }

    /// `1200`, `~40`, `≤3`, `?`
    package var text: String {
        let rows = number < 1e15 ? String(Int(number + 0.5)) : "10^15"
        return switch quality {
        case .exact: rows
        case .about: "~" + rows
        case .atMost: "≤" + rows
        case .unknown: "?"
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
        Share(number: number * other.number, quality: max(quality, other.quality))
    }
}

/// How many threads may work on the rows that an operator takes.
package enum PlanWidth: Hashable, Sendable { case oneCore, allCores }
