import NaruEngine
import NaruSemantics
import NaruSyntax
import Synchronization

/// Whether a line of progress stands on the terminal.
private let isShown = Atomic<Bool>(false)

/// How far a query has got, on standard error, once it has run for a second.
final class Progress: Sendable {
    private struct State {
        var start = ContinuousClock.now
        var next = ContinuousClock.now
        var isOn = false
    }

    private let state = Lock(State())
    private let language: Language

    init(language: Language) { self.language = language }

    private static let wipe = "\r\u{1B}[K"

    func begin() {
        state.withLock { state in
            state.start = .now
            state.next = state.start + .seconds(1)
            state.isOn = true
        }
    }

    /// Asked within every batch of the run.
    func tick(_ meter: RunMeter) {
        let time = state.withLock { state -> Swift.Duration? in
            let now = ContinuousClock.now
            guard state.isOn, now >= state.next else { return nil }
            state.next = now + .milliseconds(100)
            return now - state.start
        }
        guard let time else { return }
        isShown.store(true, ordering: .relaxed)
        let text = Progress.line(rows: meter.passed, share: meter.share, time: time)[language]
        try? OutputSink.standardError.writeAll(Progress.wipe + text)
    }

    /// Nothing more is shown until the next run begins.
    func end() {
        state.withLock { $0.isOn = false }
        guard isShown.exchange(false, ordering: .relaxed) else { return }
        try? OutputSink.standardError.writeAll(Progress.wipe)
    }

    /// `1234567 rows · 45% · 3.2 s`
    static func line(rows: Int, share: Double?, time: Swift.Duration) -> Message {
        let percent = share.map { "\(Int(min(max($0, 0), 1) * 100))%" }
        let seconds = Seconds.text(time)
        return Message(
            ["\(rows) rows", percent, "\(seconds) s"].compactMap { $0 }.joined(separator: " · "),
            ko: ["\(rows)행", percent, "\(seconds)초"].compactMap { $0 }.joined(separator: " · "))
    }
}

/// The line of progress as a signal handler sees it: what a handler calls may
/// not belong to a class, since a class is made ready under locks when it is
/// first used, which the interrupted code may hold.
enum ProgressLine {
    static func makeReady() { isShown.store(false, ordering: .relaxed) }

    /// A plain write.
    static func wipeAtOnce() {
        guard isShown.load(ordering: .relaxed) else { return }
        let bytes: StaticString = "\r\u{1B}[K"
        _ = systemWrite(2, bytes.utf8Start, bytes.utf8CodeUnitCount)
    }
}

enum Seconds {
    /// To one place: `3.2`.
    static func text(_ time: Swift.Duration) -> String {
        let parts = time.components
        let tenths = parts.seconds * 10 + (parts.attoseconds + 50_000_000_000_000_000) / 100_000_000_000_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
