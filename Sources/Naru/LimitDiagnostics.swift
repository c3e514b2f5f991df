import NaruEngine
import NaruSyntax

extension Diagnostic {
    /// Which limit ended a run, how far it had got, and what would help.
    static func limit(_ reached: LimitReached, _ limits: Limits) -> Diagnostic {
        let (limit, help) = wording(reached.kind, limits)
        let rows = reached.rows == 1 ? "1 result row" : "\(reached.rows) result rows"
        let memory = amount(of: reached.memory)
        let progress = Message(
            "until then: \(rows), \(reached.passed) rows handled, \(memory) needed at once",
            ko: "그때까지: 결과 \(reached.rows)행, 처리 \(reached.passed)행, 한 번에 필요한 메모리 \(memory)")
        return Diagnostic(.limitReached, .error, limit, at: nil, label: progress, help: [help])
    }

    private static func wording(_ kind: LimitReached.Kind, _ limits: Limits) -> (Message, Message) {
        switch kind {
        case .time:
            let time = limits.time.map { "\($0)" } ?? ""
            return (
                Message("the query took longer than its limit of \(time)", ko: "질의가 제한 시간 \(time)을 넘었습니다"),
                Message("ask for less: filter early, or give it more time", ko: "먼저 걸러 양을 줄이거나 시간을 더 주세요")
            )
        case .memory:
            let size = amount(of: limits.memory?.bytes ?? 0)
            return (
                Message("the query needs more memory than its limit of \(size)", ko: "질의에 필요한 메모리가 한도 \(size)를 넘었습니다"),
                Message(
                    "ask for less: filter before join, sort and group, or give it more memory",
                    ko: "join, sort, group 전에 걸러 양을 줄이거나 메모리를 더 주세요")
            )
        case .rowNumbers:
            return (
                Message("the query needs more than 2147483647 rows at once", ko: "질의에 한 번에 2147483647행보다 많은 행이 필요합니다"),
                Message("ask for less: filter early", ko: "먼저 걸러 양을 줄이세요")
            )
        case .rows:
            let rows = limits.rows ?? 0
            return (
                Message("the result has more rows than its limit of \(rows)", ko: "결과가 한도 \(rows)행을 넘었습니다"),
                Message("ask for fewer: take \(rows)", ko: "필요한 만큼만: take \(rows)")
            )
        }
    }

    /// In the largest unit that leaves a whole part.
    private static func amount(of bytes: Int) -> String {
        let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")]
        guard let (size, name) = units.first(where: { bytes >= $0.0 }) else { return "\(bytes) bytes" }
        let tenths = bytes / (size / 10)
        return tenths % 10 == 0 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
    }
}
