/// Numbers that a store holds, or that lie in a file as long as their owner
/// does: both are read alike, and neither is copied.
package struct StoredNumbers<Number: FixedWidthInteger & BitwiseCopyable & Sendable>: @unchecked Sendable {
    // Nobody writes this memory after it is made, and the owner keeps it.
    private let numbers: UnsafeBufferPointer<Number>
    private let owner: any AnyObject & Sendable
    /// Of what lies in a file.
    private let check: SectionCheck?

    package init(_ numbers: [Number]) {
        let memory = OwnedMemory(numbers)
        self.init(memory.bytes, owner: memory, check: nil)
    }

    /// The first numbers of the memory, as they lie in a file.
    init(_ memory: OwnedMemory, count: Int) {
        let bytes = UnsafeRawBufferPointer(rebasing: memory.bytes[..<(count * MemoryLayout<Number>.stride)])
        self.init(bytes, owner: memory, check: nil)
    }

    /// The bytes are aligned for the numbers.
    init(_ bytes: UnsafeRawBufferPointer, owner: any AnyObject & Sendable, check: SectionCheck?) {
        numbers = bytes.assumingMemoryBound(to: Number.self)
        self.owner = owner
        self.check = check
    }

    package var count: Int { numbers.count }

    @inline(__always)
    package subscript(place: Int) -> Number {
        if let check { check.verify(numbers.baseAddress.map { $0 + place }, MemoryLayout<Number>.size) }
        return Number(littleEndian: numbers[place])
    }

    /// Has all numbers looked at.
    func verify() { check?.verify(numbers.baseAddress, numbers.count * MemoryLayout<Number>.size) }

    package var array: [Number] {
        verify()
        return withExtendedLifetime(owner) { numbers.map { Number(littleEndian: $0) } }
    }

    /// All numbers for a loop, which would otherwise count at each of them who
    /// holds the owner.
    func withNumbers<Result>(_ body: (LittleEndianNumbers<Number>) throws -> Result) rethrows -> Result {
        verify()
        return try withExtendedLifetime(owner) { try body(LittleEndianNumbers(numbers: numbers)) }
    }
}

/// Numbers as they lie in a file.
struct LittleEndianNumbers<Number: FixedWidthInteger> {
    fileprivate let numbers: UnsafeBufferPointer<Number>

    var count: Int { numbers.count }

    @inline(__always)
    subscript(place: Int) -> Number { Number(littleEndian: numbers[place]) }
}

/// Memory that is filled once and given back with its last user.
final class OwnedMemory: @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }

    /// The numbers as they lie in a file.
    init<Number: FixedWidthInteger & BitwiseCopyable>(_ numbers: [Number]) {
        memory = .allocate(byteCount: numbers.count * MemoryLayout<Number>.stride, alignment: 16)
        #if _endian(big)
        let numbers = numbers.map(\.littleEndian)
        #endif
        numbers.withUnsafeBytes { memory.copyMemory(from: $0) }
    }

    /// Memory whose maker fills it before anyone else reads it.
    init<Element: BitwiseCopyable>(capacity: Int, of type: Element.Type) {
        memory = .allocate(byteCount: capacity * MemoryLayout<Element>.stride, alignment: 16)
    }

    func values<Element: BitwiseCopyable>(_ type: Element.Type) -> UnsafeMutableBufferPointer<Element> {
        memory.assumingMemoryBound(to: type)
    }

    deinit { memory.deallocate() }
}
