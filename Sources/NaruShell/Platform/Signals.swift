import NaruData
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
/// When it was pressed last with nothing typed since, in milliseconds of a
/// steady clock.
private let lastInterrupt = Atomic<Int>(Signals.never)
private let phase = Atomic<UInt8>(Signals.Phase.running.rawValue)
private let quits = Atomic<Bool>(false)

enum Signals {
    /// What Ctrl-C means now.
    enum Phase: UInt8 {
        /// It cancels what runs.
        case running
        /// It clears the line; the terminal is not as the shell expects it.
        case editing
        /// It is the pager's.
        case paging
    }

    /// A closed pipe and a full allowance of disk are reported by `write`.
    static func ignoreFailedWrites() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Without a terminal to return to, Ctrl-C ends the program, and so do the
    /// signals that ask it to end, unless whoever started it ignores them. What
    /// it was writing goes with it.
    static func endOnInterrupt() {
        PassingFiles.makeReady()
        for number in [SIGINT, SIGTERM, SIGHUP] {
            handle(number, unlessIgnored: number != SIGINT) { number in
                PassingFiles.removeAll()
                _exit(128 + number)
            }
        }
    }

    private static func handle(
        _ number: Int32, unlessIgnored: Bool, _ handler: @escaping @convention(c) (Int32) -> Void
    ) {
        let before = signal(number, handler)
        let wasIgnored = withUnsafeBytes(of: before) { old in withUnsafeBytes(of: SIG_IGN) { old.elementsEqual($0) } }
        if unlessIgnored, wasIgnored { signal(number, SIG_IGN) }
    }

    fileprivate static let never = -1_000_000

    /// Ctrl-C stops what runs; twice within a second it ends the program. The
    /// handler is installed so that a waiting read returns.
    static func catchInterrupts() {
        makeReady()
        var action = sigaction()
        let handler: @convention(c) (Int32) -> Void = { _ in Signals.note() }
        #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = handler
        #else
        action.__sigaction_handler.sa_handler = handler
        #endif
        sigaction(SIGINT, &action, nil)
        for number in [SIGTERM, SIGHUP, SIGQUIT] { endCleanly(on: number) }
    }

    /// The terminal is left as it was found, and the program ends as it would have.
    private static func endCleanly(on number: Int32) {
        var before = sigaction()
        sigaction(number, nil, &before)
        // The handler stands first, and 1 is SIG_IGN: as `nohup` wants it.
        guard withUnsafeBytes(of: before, { $0.load(as: Int.self) }) != 1 else { return }
        signal(number) { number in
            EditedTerminal.restoreAtOnce()
            ProgressLine.wipeAtOnce()
            signal(number, SIG_DFL)
            raise(number)
        }
    }

    /// What a handler reads is made when it is first read, under a lock that the
    /// interrupted code may hold; so all of it is read once before.
    private static func makeReady() {
        PassingFiles.makeReady()
        forgetInterrupts()
        forgetPress()
        enter(.running)
        SignalPipe.makeReady()
        ProgressLine.makeReady()
        EditedTerminal.makeReady()
    }

    /// Nothing here that a signal handler may not do.
    private static func note() {
        let now = phase.load(ordering: .relaxed)
        guard now != Phase.paging.rawValue else { return }
        let time = milliseconds
        let isSecond = time - lastInterrupt.exchange(time, ordering: .relaxed) < 1000
        if isSecond, now == Phase.running.rawValue {
            ProgressLine.wipeAtOnce()
            PassingFiles.removeAll()
            _exit(130)
        }
        if isSecond { quits.store(true, ordering: .relaxed) }
        interrupts.add(1, ordering: .relaxed)
        SignalPipe.wake()
    }

    private static var milliseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }

    static var wasInterrupted: Bool { interrupts.load(ordering: .relaxed) > 0 }
    /// Whether Ctrl-C came twice while a line was edited.
    static var wantsToQuit: Bool { quits.load(ordering: .relaxed) }

    /// Something was typed: the next Ctrl-C is a first one.
    static func forgetPress() {
        lastInterrupt.store(never, ordering: .relaxed)
        quits.store(false, ordering: .relaxed)
    }

    static func forgetInterrupts() { interrupts.store(0, ordering: .relaxed) }

    static func enter(_ next: Phase) { phase.store(next.rawValue, ordering: .relaxed) }
}

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
