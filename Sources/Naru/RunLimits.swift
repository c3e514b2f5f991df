import NaruEngine

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
