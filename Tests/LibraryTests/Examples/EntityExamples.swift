// swift-format-ignore-file
// Made from Sources/Naru/Values/Entity.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public struct Entity: Hashable, Sendable, CustomStringConvertible"#)
    func entity1() async throws {
        let city = row["city"].entity
        expect(city?.type, #""city""#)
        expect(city?.id, #""siheung""#)
        expect(city?.label, #""시흥시""#)
        _ = city
    }

    @Test(#"public var type: String"#)
    func entity2() async throws {
        expect(city.type, #""city""#)
    }

    @Test(#"public var id: String"#)
    func entity3() async throws {
        expect(city.id, #""siheung""#)
    }

    @Test(#"public var label: String?"#)
    func entity4() async throws {
        expect(city.label, #""시흥시""#)
    }

    @Test(#"public func label(in language: String) -> String?"#)
    func entity5() async throws {
        expect(city.label(in: "en"), #""Siheung""#)
    }
}
