import NaruEngine

/// How a dataset is loaded. What is loaded is the same for all numbers.
package struct LoadOptions: Sendable {
    /// Leaves out what is wrong and tells so, where it can.
    package var isLenient: Bool
    /// How many threads read at a time.
    package var threads: Int
    /// The least number of bytes for which a thread is worth its while.
    package var pieceSize: Int

    package init(isLenient: Bool = false, threads: Int = Parallel.cores, pieceSize: Int = 1 << 19) {
        self.isLenient = isLenient
        self.threads = threads
        self.pieceSize = pieceSize
    }
}
