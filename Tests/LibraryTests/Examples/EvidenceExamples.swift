// swift-format-ignore-file
// Made from Sources/Naru/Queries/Evidence.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct Evidence: Hashable, Sendable"#)
    func evidence1() async throws {
        let quotes = try result.evidence(forRow: 0).compactMap(\.quote)
        _ = quotes
    }

    @Test(#"public struct Basis: RawRepresentable, Hashable, Sendable"#)
    func evidence2() async throws {
        expect(evidence.basis == .stated, #"true"#)
    }

    @Test(#"public var subject: Entity?"#)
    func evidence3() async throws {
        expect(evidence.subject?.type, #""agreement""#)
    }

    @Test(#"public var field: String?"#)
    func evidence4() async throws {
        expect(evidence.field, #""signed""#)
    }

    @Test(#"public var value: String?"#)
    func evidence5() async throws {
        expect(evidence.value, #""2023-10-31""#)
    }

    @Test(#"public var basis: Basis"#)
    func evidence6() async throws {
        expect(evidence.basis, #".stated"#)
    }

    @Test(#"public var note: String?"#)
    func evidence7() async throws {
        expect(evidence.note?.hasPrefix("the last 31 October"), #"true"#)
    }

    @Test(#"public var source: Entity?"#)
    func evidence8() async throws {
        expect(evidence.source?.type, #""source""#)
    }

    @Test(#"public var published: PartialDate?"#)
    func evidence9() async throws {
        expect(evidence.published, #"2023-11-01"#)
    }

    @Test(#"public var quote: String?"#)
    func evidence10() async throws {
        expect(evidence.quote, #""지난 10월 31일 서울대학교 시흥캠퍼스에서""#)
    }

    @Test(#"public var offset: Int?"#)
    func evidence11() async throws {
        expect(evidence.offset, #"257"#)
    }

    @Test(#"public var location: String?"#)
    func evidence12() async throws {
        expect(evidence.location, #"nil"#)
    }

    @Test(#"public var searched: Int?"#)
    func evidence13() async throws {
        expect(evidence.searched, #"nil"#)
    }
}
