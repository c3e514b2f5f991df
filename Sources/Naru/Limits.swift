package import NaruEngine
import NaruSemantics
package import NaruSyntax

/// How much reading, checking and one run of a query may take, each by itself.
/// What would take more ends with an error that says which limit it was and how
/// far it got.
///
///     let limits = Limits(time: .seconds(5), memory: .megabytes(512), rows: 1_000_000)
///     let session = Session(data, limits: limits)
public struct Limits: Sendable, Hashable {
    /// From the start; asked for within every batch.
    ///
    ///     Limits(time: .milliseconds(1500)).time    // 1.5 seconds
    public var time: Swift.Duration?

    /// What operators gather, their tables, and nested frames, by the sizes of
    /// the values: an estimate, up to about half of what the process takes.
    /// The dataset itself is not part of it.
    ///
    ///     Limits(memory: .megabytes(2)).memory?.bytes    // 2000000
    public var memory: MemorySize?

    /// Rows of the result.
    ///
    ///     Limits(rows: 100).rows    // 100
    public var rows: Int?

    /// Limits what is given; nothing else is limited.
    ///
    ///     let limits = Limits(time: .seconds(5), rows: 1_000_000)
    ///     limits.memory    // nil
    public init(time: Swift.Duration? = nil, memory: MemorySize? = nil, rows: Int? = nil) {
        self.time = time
        self.memory = memory
        self.rows = rows
    }
}

/// An amount of memory.
///
///     MemorySize.kilobytes(2) < .megabytes(1)    // true
public struct MemorySize: Sendable, Hashable, Comparable {
    /// In bytes.
    ///
    ///     MemorySize.gigabytes(1).bytes    // 1000000000
    public var bytes: Int

    /// An amount in bytes.
    ///
    ///     MemorySize(bytes: 4_096).bytes    // 4096
    public init(bytes: Int) { self.bytes = bytes }

    /// An amount in bytes.
    ///
    ///     MemorySize.bytes(4_096).bytes    // 4096
    public static func bytes(_ count: Int) -> MemorySize { MemorySize(bytes: count) }

    /// Thousands of bytes, as memory is sold and `2GB` is read.
    ///
    ///     MemorySize.kilobytes(1).bytes    // 1000
    public static func kilobytes(_ count: Int) -> MemorySize { scaled(count, 1_000) }

    /// Millions of bytes.
    ///
    ///     MemorySize.megabytes(1).bytes    // 1000000
    public static func megabytes(_ count: Int) -> MemorySize { scaled(count, 1_000_000) }

    /// Thousands of millions of bytes.
    ///
    ///     MemorySize.gigabytes(1).bytes    // 1000000000
    public static func gigabytes(_ count: Int) -> MemorySize { scaled(count, 1_000_000_000) }

    /// By the number of bytes.
    public static func < (left: MemorySize, right: MemorySize) -> Bool { left.bytes < right.bytes }

    /// More than a number can say is as good as no limit.
    private static func scaled(_ count: Int, _ factor: Int) -> MemorySize {
        let product = count.multipliedReportingOverflow(by: factor)
        return MemorySize(bytes: product.overflow ? .max : product.partialValue)
    }
}

/// Holds one piece of work to its limits: a run, or what comes before and
/// behind it.
package final class RunLimits: Sendable {
    let meter: RunMeter
    private let limits: Limits
    private let isCancelled: @Sendable () -> Bool
    private let observe: (@Sendable (RunMeter) -> Void)?
    private let elapsed: @Sendable () -> Swift.Duration
    private let growth: ProcessGrowth?
    private let ended = Lock<EngineError?>(nil)

    package init(_ session: Session, _ texts: TextPool? = nil) {
        limits = session.limits
        isCancelled = session.isCancelled
        observe = session.observe
        elapsed = session.stopwatch()
        meter = RunMeter(memoryLimit: limits.memory?.bytes, rowLimit: limits.rows, texts: texts)
        growth = ProcessGrowth(session.processMemory, most: session.limits.memory)
    }

    /// For work outside of a session, such as opening a dataset.
    package init(
        _ limits: Limits, elapsed: @escaping @Sendable () -> Swift.Duration,
        isCancelled: @escaping @Sendable () -> Bool,
        processMemory: (@Sendable () -> Int)? = nil
    ) {
        self.limits = limits
        self.isCancelled = isCancelled
        self.elapsed = elapsed
        observe = nil
        meter = RunMeter(memoryLimit: limits.memory?.bytes)
        growth = ProcessGrowth(processMemory, most: limits.memory)
    }

    /// Asked within every batch, and by what holds so many bytes that nobody
    /// else counts.
    func check(holding bytes: Int = 0) throws(EngineError) {
        observe?(meter)
        try hold(to: bytes)
    }

    private func hold(to bytes: Int) throws(EngineError) {
        // What was ended stays so, whoever asks.
        if let end = ended.withLock({ $0 }) { throw end }
        do throws(EngineError) {
            if isCancelled() { throw .cancelled }
            try meter.admit(bytes)
            guard limits.time != nil || growth != nil else { return }
            let now = elapsed()
            if let time = limits.time, now >= time { throw .limit(meter.reached(.time)) }
            if let growth, growth.isOver(at: now) { throw .limit(meter.reached(.memory)) }
        } catch {
            ended.withLock { $0 = $0 ?? error }
            throw error
        }
    }

    /// What work asks that cannot throw.
    package var allowance: Allowance {
        Allowance { bytes in
            do throws(EngineError) {
                try self.check(holding: bytes)
                return true
            } catch {
                return false
            }
        }
    }

    /// Why the work was ended, or would have been if it had asked once more.
    func failureAtEnd() -> RunFailure? {
        try? hold(to: 0)
        return failure
    }

    /// Why the work was ended; nil where it was not.
    package var failure: RunFailure? {
        ended.withLock { $0 }.map { RunFailure($0, under: limits) }
    }
}

/// What the process takes beyond what it took at first, for a program that does
/// nothing beside the query: then what nobody counts is bounded too.
private final class ProcessGrowth: Sendable {
    private let memory: @Sendable () -> Int
    private let most: Int
    private let next = Lock(Swift.Duration.zero)

    /// nil where nothing is limited, or nobody knows what the process takes.
    init?(_ memory: (@Sendable () -> Int)?, most: MemorySize?) {
        guard let memory, let most else { return nil }
        self.memory = memory
        let sum = (memory() + ProcessGrowth.slack).addingReportingOverflow(most.bytes)
        self.most = sum.overflow ? .max : sum.partialValue
    }

    /// What allocators keep for later, and threads for themselves.
    private static let slack = 32_000_000

    /// Looks every millisecond, since the system is asked.
    func isOver(at time: Swift.Duration) -> Bool {
        let isDue = next.withLock { next in
            guard time >= next else { return false }
            next = time + .milliseconds(1)
            return true
        }
        return isDue && memory() > most
    }
}

/// Starts measuring time and tells how much has passed since.
package typealias Stopwatch = @Sendable () -> @Sendable () -> Swift.Duration

extension Session {
    package static let wallClock: Stopwatch = {
        let start = ContinuousClock.now
        return { ContinuousClock.now - start }
    }

    /// A clock that runs already.
    package static func clock(since start: ContinuousClock.Instant) -> Stopwatch {
        { { ContinuousClock.now - start } }
    }
}
