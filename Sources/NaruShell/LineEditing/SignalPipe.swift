import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The signals that matter while a line is edited, each a bit; a byte in a
/// pipe wakes up who waits for keys.
enum SignalPipe {
    static let resize = 1
    static let suspend = 2
    static let resume = 4

    private static let flags = Atomic<Int>(0)
    private static let writer = Atomic<Int32>(-1)

    /// The end to poll; -1 where no pipe can be had.
    static let reader: Int32 = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return -1 }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        writer.store(ends[1], ordering: .relaxed)
        return ends[0]
    }()

    static func makeReady() {
        _ = flags.load(ordering: .relaxed)
        _ = writer.load(ordering: .relaxed)
    }

    /// Handlers do nothing but set a bit and write a byte.
    static func install() {
        makeReady()
        _ = reader
        handle(SIGWINCH) { _ in SignalPipe.note(SignalPipe.resize) }
        handle(SIGTSTP) { _ in SignalPipe.note(SignalPipe.suspend) }
        handle(SIGCONT) { _ in SignalPipe.note(SignalPipe.resume) }
    }

    /// While something runs, Ctrl-Z and the rest do what they do elsewhere.
    static func uninstall() {
        for number in [SIGWINCH, SIGTSTP, SIGCONT] { handle(number, nil) }
    }

    static func wake() { note(0) }

    private static func note(_ flag: Int) {
        let saved = errno
        _ = flags.bitwiseOr(flag, ordering: .relaxed)
        var byte: UInt8 = 0
        _ = write(writer.load(ordering: .relaxed), &byte, 1)
        errno = saved
    }

    /// The signals since it was last asked, forgotten now.
    static func take() -> Int {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(reader, &bytes, bytes.count) > 0 {}
        return flags.exchange(0, ordering: .relaxed)
    }

    /// Stops the process as Ctrl-Z would have without a handler.
    static func stop() {
        handle(SIGTSTP, nil)
        raise(SIGTSTP)
        handle(SIGTSTP) { _ in SignalPipe.note(SignalPipe.suspend) }
    }

    private static func handle(_ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?) {
        var action = sigaction()
        #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = handler
        #else
        action.__sigaction_handler.sa_handler = handler
        #endif
        sigaction(number, &action, nil)
    }
}
