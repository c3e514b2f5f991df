#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the machine has, and what the process has taken of it.
enum Machine {
    /// Bytes of memory; nil where the system doesn't say.
    static var memory: Int? {
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let size = sysconf(Int32(_SC_PAGESIZE))
        return pages > 0 && size > 0 ? pages * size : nil
    }

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
