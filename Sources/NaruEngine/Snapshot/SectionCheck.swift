import Synchronization

/// Holds the sections of a part of a snapshot against their checksums, each
/// when somebody first looks at it: a large part is opened as fast as a small
/// one.
package final class SectionCheck: @unchecked Sendable {
    package static let size = 1 << 18

    // The file's bytes don't change. A flag only ever goes from false to true,
    // after its section has been found right or its damage noted.
    private let bytes: UnsafeRawBufferPointer
    private let sums: [UInt64]
    private let areChecked: UnsafeMutablePointer<Atomic<Bool>>
    private let noteDamage: @Sendable () -> Void

    /// nil when there is not one checksum for each section.
    package init?(_ bytes: UnsafeRawBufferPointer, sums: [UInt64], noteDamage: @escaping @Sendable () -> Void) {
        guard sums.count == Self.count(bytes.count) else { return nil }
        self.bytes = bytes
        self.sums = sums
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
        if Checksum.of(Self.section(section, of: bytes)) != sums[section] { noteDamage() }
        areChecked[section].store(true, ordering: .releasing)
    }
}

/// The bytes of a part and who looks after them; nil where all have been found
/// right already.
package struct SnapshotSections {
    package var bytes: UnsafeRawBufferPointer
    package var check: SectionCheck?

    package init(_ bytes: UnsafeRawBufferPointer, check: SectionCheck? = nil) {
        self.bytes = bytes
        self.check = check
    }
}
