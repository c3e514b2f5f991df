/// How much one run of a query may take. A run that would take more ends with
/// an error that says which limit it was and how far it got.
///
///     Limits(time: .seconds(5), memory: .megabytes(512), rows: 1_000_000)
public struct Limits: Sendable, Hashable {
    /// From the start of the run; asked for within every batch.
    public var time: Swift.Duration?
    /// What operators gather, their tables, and nested frames, by the sizes of
    /// the values: an estimate, up to about half of what the process takes.
    /// The dataset itself is not part of it.
    public var memory: MemorySize?
    /// Rows of the result.
    public var rows: Int?

    public init(time: Swift.Duration? = nil, memory: MemorySize? = nil, rows: Int? = nil) {
        self.time = time
        self.memory = memory
        self.rows = rows
    }
}

/// An amount of memory.
public struct MemorySize: Sendable, Hashable, Comparable {
    public var bytes: Int

    public init(bytes: Int) { self.bytes = bytes }

    public static func bytes(_ count: Int) -> MemorySize { MemorySize(bytes: count) }
    /// Thousands of bytes, as memory is sold and `2GB` is read.
    public static func kilobytes(_ count: Int) -> MemorySize { scaled(count, 1_000) }
    public static func megabytes(_ count: Int) -> MemorySize { scaled(count, 1_000_000) }
    public static func gigabytes(_ count: Int) -> MemorySize { scaled(count, 1_000_000_000) }

    public static func < (left: MemorySize, right: MemorySize) -> Bool { left.bytes < right.bytes }

    /// More than a number can say is as good as no limit.
    private static func scaled(_ count: Int, _ factor: Int) -> MemorySize {
        let product = count.multipliedReportingOverflow(by: factor)
        return MemorySize(bytes: product.overflow ? .max : product.partialValue)
    }
}
