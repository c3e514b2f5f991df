// swift-format-ignore-file
// Made from Sources/Naru/Values/Decimals.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"public var decimal: Decimal?"#)
    func decimals1() async throws {
        expect(row["share"].decimal, #"12.5"#)
    }

    @Test(#"public var amount: Decimal"#)
    func decimals2() async throws {
        expect(row["budget"].quantity?.amount, #"100000000000"#)
    }

    @Test(#"public var upper: Decimal"#)
    func decimals3() async throws {
        expect(row["budget"].quantity?.upper, #"100000000000"#)
    }
}
