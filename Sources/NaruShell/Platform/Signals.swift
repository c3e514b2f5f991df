import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How often Ctrl-C was pressed since it was last asked for.
private let interrupts = Atomic<Int>(0)

enum Signals {
    /// A closed pipe is reported by `write`, quietly.
    static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Without a terminal to return to, Ctrl-C ends the program.
    static func endOnInterrupt() {
        signal(SIGINT) { _ in _exit(130) }
    }

    /// Ctrl-C stops what runs; pressed twice it ends the program. The handler
    /// is installed so that a waiting read returns.
    static func catchInterrupts() {
        var action = sigaction()
        let handler: @convention(c) (Int32) -> Void = { _ in
            if interrupts.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
            SignalPipe.wake()
        }
        #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = handler
        #else
        action.__sigaction_handler.sa_handler = handler
        #endif
        sigaction(SIGINT, &action, nil)
    }

    static var wasInterrupted: Bool { interrupts.load(ordering: .relaxed) > 0 }

    static func forgetInterrupts() { interrupts.store(0, ordering: .relaxed) }
}
