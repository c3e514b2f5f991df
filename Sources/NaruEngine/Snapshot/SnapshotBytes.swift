/// Writes the parts of a snapshot: little-endian, everything on a multiple of
/// eight bytes, arrays with their length before them.
package struct SnapshotOutput {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func put(_ number: Int) { raw([Int64(number).littleEndian]) }
    package mutating func put(_ flag: Bool) { put(flag ? 1 : 0) }
    package mutating func put(_ text: String) { put(Array(text.utf8)) }

    package mutating func put(_ texts: [String]) { putEach(texts) { $0.put($1) } }

    package mutating func put<Number: FixedWidthInteger & BitwiseCopyable>(_ numbers: [Number]) {
        put(numbers.count)
        raw(numbers)
    }

    mutating func put<Number>(_ numbers: StoredNumbers<Number>) { put(numbers.array) }

    package mutating func put(_ numbers: [Double]) { put(numbers.map(\.bitPattern)) }

    package mutating func put<Value>(_ value: Value?, _ body: (inout SnapshotOutput, Value) -> Void) {
        put(value != nil)
        if let value { body(&self, value) }
    }

    package mutating func putEach<Value>(_ values: [Value], _ body: (inout SnapshotOutput, Value) -> Void) {
        put(values.count)
        for value in values { body(&self, value) }
    }

    private mutating func raw<Number: FixedWidthInteger & BitwiseCopyable>(_ numbers: [Number]) {
        #if _endian(big)
        let numbers = numbers.map(\.littleEndian)
        #endif
        numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: repeatElement(0, count: (8 - bytes.count % 8) % 8))
    }
}

/// Reads what `SnapshotOutput` wrote; whatever the bytes are, it throws or
/// gives values, and never allocates more than they can hold.
package struct SnapshotInput {
    private let memory: SnapshotMemory
    private let part: String
    private let check: SectionCheck?
    private var place = 0

    private var bytes: UnsafeRawBufferPointer { memory.bytes }

    package init(_ memory: SnapshotMemory, part: String, check: SectionCheck? = nil) {
        self.memory = memory
        self.part = part
        self.check = check
    }

    package var damage: StoreDamage { StoreDamage(part: part) }

    package mutating func int() throws(StoreDamage) -> Int {
        guard bytes.count - place >= 8 else { throw damage }
        defer { place += 8 }
        check?.verify(bytes.baseAddress.map { $0 + place }, 8)
        return Int(Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Int64.self)))
    }

    /// A number that is not negative and below `limit`.
    package mutating func int(below limit: Int) throws(StoreDamage) -> Int {
        let number = try int()
        guard number >= 0, number < limit else { throw damage }
        return number
    }

    package mutating func bool() throws(StoreDamage) -> Bool { try int(below: 2) == 1 }

    package mutating func text() throws(StoreDamage) -> String {
        String(decoding: try numbers(UInt8.self), as: UTF8.self)
    }

    package mutating func texts() throws(StoreDamage) -> [String] {
        try each { (input: inout SnapshotInput) throws(StoreDamage) in try input.text() }
    }

    package mutating func numbers<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type, count wanted: Int? = nil
    ) throws(StoreDamage) -> [Number] {
        let stored = try raw(type, count: wanted)
        let count = stored.count / MemoryLayout<Number>.size
        check?.verify(stored.baseAddress, stored.count)
        let numbers = withExtendedLifetime(memory) {
            [Number](unsafeUninitializedCapacity: count) { target, initialized in
                UnsafeMutableRawBufferPointer(target).copyMemory(from: stored)
                initialized = count
            }
        }
        #if _endian(big)
        return numbers.map(Number.init(littleEndian:))
        #else
        return numbers
        #endif
    }

    /// The numbers where they lie.
    mutating func mapped<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type, count: Int? = nil
    ) throws(StoreDamage) -> StoredNumbers<Number> {
        let stored = try raw(type, count: count)
        let address = UInt(bitPattern: stored.baseAddress)
        guard address % UInt(MemoryLayout<Number>.alignment) == 0 else { throw damage }
        return StoredNumbers(stored, owner: memory, check: check)
    }

    private mutating func raw<Number: FixedWidthInteger>(
        _ type: Number.Type, count wanted: Int?
    ) throws(StoreDamage) -> UnsafeRawBufferPointer {
        let count = try length(of: MemoryLayout<Number>.size)
        guard wanted == nil || wanted == count else { throw damage }
        let size = count * MemoryLayout<Number>.size
        let start = place
        place += (size + 7) / 8 * 8
        guard place <= bytes.count else { throw damage }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + size])
    }

    package mutating func doubles(count: Int) throws(StoreDamage) -> [Double] {
        try numbers(UInt64.self, count: count).map { Double(bitPattern: $0) }
    }

    package mutating func optional<Value>(
        _ body: (inout SnapshotInput) throws(StoreDamage) -> Value
    ) throws(StoreDamage) -> Value? {
        guard try bool() else { return nil }
        return try body(&self)
    }

    package mutating func each<Value>(
        _ body: (inout SnapshotInput) throws(StoreDamage) -> Value
    ) throws(StoreDamage) -> [Value] {
        // What is written of a value takes eight bytes at least.
        let count = try length(of: 8)
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }

    private mutating func length(of size: Int) throws(StoreDamage) -> Int {
        let count = try int()
        guard count >= 0, count <= (bytes.count - place) / size else { throw damage }
        return count
    }
}
