import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Written before `isEdited` becomes true, and read by handlers only while it is.
private nonisolated(unsafe) let settings = UnsafeMutablePointer<termios>.allocate(capacity: 1)
private let isEdited = Atomic<Bool>(false)

/// The terminal while a line is edited, as a signal handler sees it: how it was
/// before, so that a signal that ends the program leaves no terminal without echo.
enum EditedTerminal {
    /// Made ready outside of handlers, since making takes locks.
    static func makeReady() {
        _ = settings
        forget()
    }

    static func keep() {
        if tcgetattr(0, settings) == 0 { isEdited.store(true, ordering: .releasing) }
    }

    static func forget() { isEdited.store(false, ordering: .releasing) }

    /// Nothing here that a signal handler may not do.
    static func restoreAtOnce() {
        guard isEdited.load(ordering: .acquiring) else { return }
        tcsetattr(0, TCSANOW, settings)
        // Pastes come without marks again, the cursor shows, and what follows
        // begins a line.
        let bytes: StaticString = "\u{1B}[?2004l\u{1B}[?25h\n"
        _ = systemWrite(isatty(1) == 1 ? 1 : 2, bytes.utf8Start, bytes.utf8CodeUnitCount)
    }
}
