import NaruSemantics
import Synchronization

/// XXH64 (xxhash.com), which runs at the speed of memory and finds flipped
/// bytes with the certainty of 64 bits. It is no defence against an attacker.
package enum Checksum {
    private static let primes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
        0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
        0x27D4_EB2F_1656_67C5
    )

    package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let (p1, p2, p3, p4, p5) = primes
        var place = 0
        var hash: UInt64
        if bytes.count >= 32 {
            var (a, b, c, d) = (p1 &+ p2, p2, 0 as UInt64, 0 &- p1)
            while place + 32 <= bytes.count {
                a = round(a, word(bytes, place))
                b = round(b, word(bytes, place + 8))
                c = round(c, word(bytes, place + 16))
                d = round(d, word(bytes, place + 24))
                place += 32
            }
            hash = rotated(a, 1) &+ rotated(b, 7) &+ rotated(c, 12) &+ rotated(d, 18)
            for lane in [a, b, c, d] { hash = (hash ^ round(0, lane)) &* p1 &+ p4 }
        } else {
            hash = p5
        }
        hash = hash &+ UInt64(bytes.count)
        while place + 8 <= bytes.count {
            hash = rotated(hash ^ round(0, word(bytes, place)), 27) &* p1 &+ p4
            place += 8
        }
        if place + 4 <= bytes.count {
            let half = UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
            hash = rotated(hash ^ half &* p1, 23) &* p2 &+ p3
            place += 4
        }
        for byte in bytes[place...] { hash = rotated(hash ^ UInt64(byte) &* p5, 11) &* p1 }
        hash = (hash ^ hash >> 33) &* p2
        hash = (hash ^ hash >> 29) &* p3
        return hash ^ hash >> 32
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    @inline(__always)
    private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }

    @inline(__always)
    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotated(lane &+ word &* primes.1, 31) &* primes.0
    }
}

/// Brings the sections of a part of a snapshot into memory and holds them against
/// their checksums, each when somebody first looks at it: a large part is opened
/// as fast as a small one.
package final class SectionCheck: @unchecked Sendable {
    package static let size = 1 << 18

    /// Fills memory with the part's bytes from an offset on; false where they
    /// cannot be read.
    package typealias Fill = @Sendable (UnsafeMutableRawBufferPointer, Int) -> Bool

    // A section is written before its flag is set, by whoever has the lock, and
    // never again. A flag only ever goes from false to true, after its section
    // has been found right or its damage noted.
    private let memory: SnapshotMemory
    private let sums: [UInt64]
    private let areChecked: UnsafeMutablePointer<Atomic<Bool>>
    private let filling = Lock(())
    /// nil for bytes that are in memory already.
    private let fill: Fill?
    private let noteDamage: @Sendable () -> Void

    private var bytes: UnsafeRawBufferPointer { memory.bytes }

    /// nil when there is not one checksum for each section.
    package init?(
        _ memory: SnapshotMemory, sums: [UInt64], fill: Fill? = nil, noteDamage: @escaping @Sendable () -> Void
    ) {
        guard sums.count == Self.count(memory.bytes.count) else { return nil }
        self.memory = memory
        self.sums = sums
        self.fill = fill
        self.noteDamage = noteDamage
        areChecked = .allocate(capacity: sums.count)
        for section in sums.indices { (areChecked + section).initialize(to: Atomic(false)) }
    }

    deinit {
        areChecked.deinitialize(count: sums.count)
        areChecked.deallocate()
    }

    private static func count(_ size: Int) -> Int { (size + Self.size - 1) / Self.size }

    private static func section(_ number: Int, of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[number * size..<min(bytes.count, (number + 1) * size)])
    }

    package static func sums(of bytes: UnsafeRawBufferPointer) -> [UInt64] {
        (0..<count(bytes.count)).map { Checksum.of(section($0, of: bytes)) }
    }

    /// Looks at the sections that some bytes of the part lie in.
    @inline(__always)
    func verify(_ start: UnsafeRawPointer?, _ count: Int) {
        guard let start, let base = bytes.baseAddress, count > 0 else { return }
        let first = start - base
        for section in first / Self.size...(first + count - 1) / Self.size
        where !areChecked[section].load(ordering: .acquiring) {
            check(section)
        }
    }

    private func check(_ section: Int) {
        filling.withLock { _ in
            guard !areChecked[section].load(ordering: .relaxed) else { return }
            if !isWhole(section) || Checksum.of(Self.section(section, of: bytes)) != sums[section] { noteDamage() }
            areChecked[section].store(true, ordering: .releasing)
        }
    }

    private func isWhole(_ section: Int) -> Bool {
        guard let fill else { return true }
        let start = section * Self.size
        let target = UnsafeMutableRawBufferPointer(mutating: Self.section(section, of: bytes))
        return fill(target, start)
    }
}

/// Memory with bytes of a snapshot.
package final class SnapshotMemory: @unchecked Sendable {
    // Nobody writes it but who made it, before anyone else reads.
    package let bytes: UnsafeRawBufferPointer
    private let release: (@Sendable (UnsafeRawBufferPointer) -> Void)?

    /// Without `release` it is there as long as the program.
    package init(_ bytes: UnsafeRawBufferPointer, release: (@Sendable (UnsafeRawBufferPointer) -> Void)? = nil) {
        self.bytes = bytes
        self.release = release
    }

    deinit { release?(bytes) }
}

/// The bytes of a part and who looks after them; nil where all have been found
/// right already.
package struct SnapshotSections {
    package var memory: SnapshotMemory
    package var check: SectionCheck?

    package var bytes: UnsafeRawBufferPointer { memory.bytes }

    package init(_ memory: SnapshotMemory, check: SectionCheck? = nil) {
        self.memory = memory
        self.check = check
    }
}
