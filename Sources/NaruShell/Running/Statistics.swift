import NaruSyntax

/// What one query took, for `--stats`.
package struct Statistics: Sendable {
    /// Rows of the result, as far as it got.
    package var rows: Int
    package var time: Swift.Duration
    /// Bytes that operators held at most; nil for a query that failed.
    package var memory: Int?
    /// The most bytes the process had at once, for whatever it was.
    package var processMemory: Int

    var seconds: Double {
        let parts = time.components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }

    var message: Message {
        let count = rows == 1 ? "1 row" : "\(rows) rows"
        let time = "\((seconds * 1000).rounded() / 1000) s"
        let process = Statistics.megabytes(processMemory)
        let own = memory.map(Statistics.megabytes)
        return Message(
            [count, time, own.map { "\($0) held by the query" }, "\(process) by the process"].compactMap { $0 }
                .joined(separator: " · "),
            ko: ["\(rows)행", "\(time.dropLast(2))초", own.map { "질의 메모리 \($0)" }, "프로세스 메모리 \(process)"]
                .compactMap { $0 }.joined(separator: " · "))
    }

    /// To one place.
    private static func megabytes(_ bytes: Int) -> String { "\((Double(bytes) / 1e5).rounded() / 10) MB" }
}
