// swift-format-ignore-file
// Made from Sources/Naru/Limits.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct Limits: Sendable, Hashable"#)
    func limits1() async throws {
        let limits = Limits(time: .seconds(5), memory: .megabytes(512), rows: 1_000_000)
        let session = Session(data, limits: limits)
        _ = limits
        _ = session
    }

    @Test(#"public var time: Swift.Duration?"#)
    func limits2() async throws {
        expect(Limits(time: .milliseconds(1500)).time, #"1.5 seconds"#)
    }

    @Test(#"public var memory: MemorySize?"#)
    func limits3() async throws {
        expect(Limits(memory: .megabytes(2)).memory?.bytes, #"2000000"#)
    }

    @Test(#"public var rows: Int?"#)
    func limits4() async throws {
        expect(Limits(rows: 100).rows, #"100"#)
    }

    @Test(#"public init(time: Swift.Duration? = nil, memory: MemorySize? = nil, rows: Int? = nil)"#)
    func limits5() async throws {
        let limits = Limits(time: .seconds(5), rows: 1_000_000)
        expect(limits.memory, #"nil"#)
        _ = limits
    }

    @Test(#"public struct MemorySize: Sendable, Hashable, Comparable"#)
    func limits6() async throws {
        expect(MemorySize.kilobytes(2) < .megabytes(1), #"true"#)
    }

    @Test(#"public var bytes: Int"#)
    func limits7() async throws {
        expect(MemorySize.gigabytes(1).bytes, #"1000000000"#)
    }

    @Test(#"public init(bytes: Int)"#)
    func limits8() async throws {
        expect(MemorySize(bytes: 4_096).bytes, #"4096"#)
    }

    @Test(#"public static func bytes(_ count: Int) -> MemorySize"#)
    func limits9() async throws {
        expect(MemorySize.bytes(4_096).bytes, #"4096"#)
    }

    @Test(#"public static func kilobytes(_ count: Int) -> MemorySize"#)
    func limits10() async throws {
        expect(MemorySize.kilobytes(1).bytes, #"1000"#)
    }

    @Test(#"public static func megabytes(_ count: Int) -> MemorySize"#)
    func limits11() async throws {
        expect(MemorySize.megabytes(1).bytes, #"1000000"#)
    }

    @Test(#"public static func gigabytes(_ count: Int) -> MemorySize"#)
    func limits12() async throws {
        expect(MemorySize.gigabytes(1).bytes, #"1000000000"#)
    }
}
