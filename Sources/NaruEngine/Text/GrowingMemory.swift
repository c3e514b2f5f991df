#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Plain values one behind another. Unlike an array it grows where it lies if
/// the system can do that, and eight bytes behind the last value can be read.
struct GrowingMemory<Element: BitwiseCopyable>: ~Copyable {
    private(set) var start: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 1024) {
        self.capacity = capacity
        start = Self.memory(nil, capacity)
    }

    deinit { free(start) }

    /// A process without memory ends, as it does where an array can't grow.
    private static func memory(_ old: UnsafeMutablePointer<Element>?, _ capacity: Int) -> UnsafeMutablePointer<Element>
    {
        guard let memory = realloc(old, capacity * MemoryLayout<Element>.stride + 8) else { abort() }
        return memory.bindMemory(to: Element.self, capacity: capacity)
    }

    private mutating func grow(to needed: Int) {
        capacity = max(needed, capacity * 2)
        start = Self.memory(start, capacity)
    }

    @inline(__always)
    subscript(place: Int) -> Element { start[place] }

    @inline(__always)
    mutating func append(_ value: Element) {
        if count == capacity { grow(to: count + 1) }
        start[count] = value
        count += 1
    }

    @inline(__always)
    mutating func append(contentsOf values: UnsafeBufferPointer<Element>) {
        guard let base = values.baseAddress else { return }
        if count + values.count > capacity { grow(to: count + values.count) }
        (start + count).update(from: base, count: values.count)
        count += values.count
    }
}
