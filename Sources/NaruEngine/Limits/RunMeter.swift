import NaruSyntax
import Synchronization

/// What one run has used so far, and what it may use.
///
/// Memory is what operators gather, what they keep beside it, the texts and the
/// evidence that the run makes, and the frame about to be made, by the sizes of
/// their arrays. Neither the allocator's
/// overhead nor short-lived copies of one batch are counted, so a process may
/// hold about twice as much.
package final class RunMeter: Sendable {
    package let memoryLimit: Int?
    package let rowLimit: Int?
    private let texts: TextPool?
    private let heldBytes = Atomic<Int>(0)
    private let peakBytes = Atomic<Int>(0)
    private let passedRows = Atomic<Int>(0)
    private let deliveredRows = Atomic<Int>(0)
    private let madeBytes = Atomic<Int>(0)
    private let readRows = Atomic<Int>(0)
    private let sourceRows = Atomic<Int>(0)

    package init(memoryLimit: Int? = nil, rowLimit: Int? = nil, texts: TextPool? = nil) {
        self.memoryLimit = memoryLimit
        self.rowLimit = rowLimit
        self.texts = texts
    }

    /// Bytes that are held now, and the most there were at once.
    package var held: Int { heldBytes.load(ordering: .relaxed) + (texts?.byteCount ?? 0) }
    package var peak: Int { peakBytes.load(ordering: .relaxed) }
    /// Rows that went from one operator to the next.
    package var passed: Int { passedRows.load(ordering: .relaxed) }
    /// Rows of the result.
    package var delivered: Int { deliveredRows.load(ordering: .relaxed) }

    /// How much of the query's source was read; nil where nobody knows its size.
    package var share: Double? {
        let total = sourceRows.load(ordering: .relaxed)
        return total > 0 ? Double(readRows.load(ordering: .relaxed)) / Double(total) : nil
    }

    func willRead(_ rows: Int) { sourceRows.store(rows, ordering: .relaxed) }
    func read(_ rows: Int) { readRows.add(rows, ordering: .relaxed) }

    func pass(_ rows: Int) { passedRows.add(rows, ordering: .relaxed) }

    /// Counts rows of the result; those behind the limit end the run.
    func deliver(_ rows: Int) throws(EngineError) {
        let total = deliveredRows.add(rows, ordering: .relaxed).newValue
        if let rowLimit, total > rowLimit { throw .limit(reached(.rows)) }
    }

    /// Counts texts that are about to be made; true each time that much has come
    /// together.
    func willMake(_ bytes: Int) -> Bool {
        let (before, after) = madeBytes.add(bytes, ordering: .relaxed)
        return before >> 20 != after >> 20
    }

    /// Bytes; no text of a query is longer.
    package static let longestText = 16_000_000

    func hold(_ bytes: Int) throws(EngineError) {
        take(bytes)
        try admit(0)
    }

    /// Holds bytes that the next `hold` or `admit` answers for.
    func take(_ bytes: Int) { heldBytes.add(bytes, ordering: .relaxed) }

    func release(_ bytes: Int) { heldBytes.subtract(bytes, ordering: .relaxed) }

    /// Ends the run if so many more bytes are too many; asked before they are
    /// taken, since afterwards it may be too late.
    package func admit(_ bytes: Int) throws(EngineError) {
        let needed = held.addingReportingOverflow(bytes)
        if !needed.overflow { notePeak(needed.partialValue) }
        if let memoryLimit, needed.overflow || needed.partialValue > memoryLimit { throw .limit(reached(.memory)) }
    }

    private func notePeak(_ bytes: Int) { peakBytes.max(bytes, ordering: .relaxed) }

    /// A limit with how far the run has got.
    package func reached(_ kind: LimitReached.Kind) -> LimitReached {
        LimitReached(kind: kind, rows: delivered, passed: passed, memory: peak)
    }
}

/// Which limit ended a run, and how far it had got.
package struct LimitReached: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case time, memory, rows
        /// More rows at once than have numbers.
        case rowNumbers
        /// A text longer than any may be.
        case textLength
    }

    package var kind: Kind
    /// Rows of the result until then.
    package var rows: Int
    /// Rows that operators had handed on.
    package var passed: Int
    /// Bytes that were held at most.
    package var memory: Int
}

/// The bytes that one operator holds; given back when it goes.
final class MemoryHold {
    private let meter: RunMeter
    private(set) var bytes = 0

    init(_ meter: RunMeter) { self.meter = meter }

    deinit { meter.release(bytes) }

    func add(_ more: Int) throws(EngineError) {
        bytes += more
        try meter.hold(more)
    }

    func giveBack() {
        meter.release(bytes)
        bytes = 0
    }
}

extension RunContext {
    /// Before a frame of so many rows is made; each takes at least `bytes`.
    func willGrow(to rows: Int, bytes: Int = 8) throws(EngineError) {
        try checkpoint()
        // Rows are numbered with 32 bits.
        guard rows < Int32.max else { throw .limit(meter.reached(.rowNumbers)) }
        let size = rows.multipliedReportingOverflow(by: max(bytes, 1))
        try meter.admit(size.overflow ? .max : size.partialValue)
    }

    /// The code of a text that is made only if there is room for it. Long texts
    /// take long to make.
    func code(ofBytes bytes: Int, _ text: () -> String) throws(EngineError) -> Int32 {
        guard bytes <= RunMeter.longestText else { throw .limit(meter.reached(.textLength)) }
        try meter.admit(bytes)
        if meter.willMake(bytes) { try checkpoint() }
        return texts.code(of: text())
    }
}

extension Vector {
    /// About how much memory its values take.
    var byteCount: Int { (valid == nil ? 0 : count / 8) + payload.byteCount + (possible?.byteCount ?? 0) }
}

extension Payload {
    var byteCount: Int {
        switch self {
        case .bool(let bits): bits.count / 8
        case .int(let values): values.count * 8
        case .float(let values): values.count * 8
        case .decimal(let values): values.count * MemoryLayout<ExactDecimal>.stride
        case .code(let codes): codes.count * 4
        case .date(let dates): dates.byteCount
        case .period(let start, let end): start.byteCount + end.byteCount
        case .days(let first, _): first.count * 8
        case .duration(let values): values.count * MemoryLayout<Duration>.stride
        case .geo(let latitude, _): latitude.count * 16
        case .quantity(let quantities):
            quantities.unit.count * (2 * MemoryLayout<ExactDecimal>.stride + 5)
        case .numbers(let lower, let upper): lower.byteCount + upper.byteCount
        case .list(let list): list.offsets.count * 4 + list.child.byteCount
        case .record(let fields): fields.reduce(0) { $0 + $1.byteCount }
        case .localized(let texts): texts.reduce(0) { $0 + $1.byteCount }
        }
    }
}

extension DateColumn {
    fileprivate var byteCount: Int { first.count * 9 }
}

extension Batch {
    /// About how much memory its rows would take if they were kept.
    var byteCount: Int {
        let own = (outerRows.map { $0.count * 4 } ?? 0) + (lineage?.byteCount ?? 0)
        let whole = slots.reduce(own) { $0 + $1.byteCount }
        guard let selection, let all = slots.first?.count, all > 0 else { return whole }
        return Int(Double(whole) * Double(selection.count) / Double(all))
    }
}

extension [Value] {
    /// About how much memory a row takes.
    var byteCount: Int { reduce(32) { $0 + $1.byteCount } }
}

extension Value {
    fileprivate var byteCount: Int { MemoryLayout<Value>.stride + heldBytes }

    /// What it holds elsewhere; short texts are held in place.
    private var heldBytes: Int {
        switch self {
        case .text(let text): text.utf8.count < 16 ? 0 : 32 + text.utf8.count
        case .localized(let texts): texts.reduce(64) { $0 + 32 + $1.text.utf8.count }
        case .entity(let entity): 96 + entity.id.utf8.count + entity.label.byteCount
        case .list(let values): values.reduce(32) { $0 + $1.byteCount }
        case .record(let fields): fields.reduce(32) { $0 + 16 + $1.value.byteCount }
        case .absent, .bool, .int, .float: 0
        case .decimal, .date, .period, .days, .numbers, .duration, .geo, .quantity, .enumeration: 64
        }
    }
}
