import NaruEngine

/// How much one run of a query may take. A run that would take more ends with
/// an error that says which limit it was and how far it got.
///
///     let limits = Limits(time: .seconds(5), memory: .megabytes(512), rows: 1_000_000)
///     let session = Session(data, limits: limits)
public struct Limits: Sendable, Hashable {
    /// From the start of the run; asked for within every batch.
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

/// Holds one run to its limits.
struct RunLimits: Sendable {
    let meter: RunMeter
    private let limits: Limits
    private let isCancelled: @Sendable () -> Bool
    private let observe: (@Sendable (RunMeter) -> Void)?
    private let elapsed: @Sendable () -> Swift.Duration

    init(_ session: Session, _ texts: TextPool) {
        limits = session.limits
        isCancelled = session.isCancelled
        observe = session.observe
        elapsed = session.stopwatch()
        meter = RunMeter(memoryLimit: limits.memory?.bytes, rowLimit: limits.rows, texts: texts)
    }

    /// Asked within every batch.
    func check() throws(EngineError) {
        observe?(meter)
        if isCancelled() { throw .cancelled }
        try meter.admit(0)
        if let time = limits.time, elapsed() >= time { throw .limit(meter.reached(.time)) }
    }
}

/// Starts measuring time and tells how much has passed since.
package typealias Stopwatch = @Sendable () -> @Sendable () -> Swift.Duration

extension Session {
    package static let wallClock: Stopwatch = {
        let start = ContinuousClock.now
        return { ContinuousClock.now - start }
    }
}
