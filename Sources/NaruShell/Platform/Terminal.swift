#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the surroundings of the process are.
enum Terminal {
    static var readsFromTerminal: Bool { isatty(0) == 1 }
    static var writesToTerminal: Bool { isatty(1) == 1 }
    static var reportsToTerminal: Bool { isatty(2) == 1 }

    /// Columns of the terminal.
    static var width: Int {
        var size = winsize()
        if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return environment("COLUMNS").flatMap { Int($0) } ?? 80
    }

    /// How wide text for reading may be: a page's, or a narrower terminal's.
    static var textWidth: Int { writesToTerminal ? min(width, 80) : 80 }

    static var size: (columns: Int, rows: Int) {
        var size = winsize()
        for descriptor: Int32 in [1, 2, 0] where ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
            return (Int(size.ws_col), max(Int(size.ws_row), 1))
        }
        return (80, 24)
    }

    /// Whether a terminal may be sent colours (https://no-color.org).
    static var allowsColor: Bool { environment("NO_COLOR") == nil && environment("TERM") != "dumb" }

    /// A variable that is set and not empty.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    static var isDumb: Bool { environment("TERM") == nil || environment("TERM") == "dumb" }

    /// Days since 1970-01-01, by the local clock.
    static var today: Int32 {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        // Local midnight read as if it were in UTC.
        return Int32((Int(now) + parts.tm_gmtoff).floorDivided(by: 86_400))
    }
}

extension Int {
    fileprivate func floorDivided(by divisor: Int) -> Int {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}

/// What the machine has, and what the process has taken of it.
enum Machine {
    /// Bytes of memory; nil where the system doesn't say.
    static var memory: Int? {
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let size = sysconf(Int32(_SC_PAGESIZE))
        return pages > 0 && size > 0 ? pages * size : nil
    }

    /// The bytes that the process has in memory and that are no file's; nil where
    /// the system doesn't say.
    static let ownMemory: (@Sendable () -> Int)? = {
        #if os(Linux)
        let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        guard descriptor >= 0, page > 0 else { return nil }
        return {
            var text = [UInt8](repeating: 0, count: 128)
            let count = pread(descriptor, &text, text.count, 0)
            let numbers = text.prefix(max(0, count)).split(separator: UInt8(ascii: " ")).map { digits in
                digits.reduce(0) { $0 &* 10 &+ Int($1 &- UInt8(ascii: "0")) }
            }
            // All of it, what is resident, and of that what is shared with files.
            return numbers.count > 2 ? max(0, numbers[1] - numbers[2]) * page : 0
        }
        #else
        return nil
        #endif
    }()

    /// The most bytes the process had at once.
    static var peakMemory: Int {
        var usage = rusage()
        // RUSAGE_SELF, whose type differs from system to system.
        getrusage(0, &usage)
        #if canImport(Darwin)
        return Int(usage.ru_maxrss)
        #else
        return Int(usage.ru_maxrss) * 1024
        #endif
    }
}
