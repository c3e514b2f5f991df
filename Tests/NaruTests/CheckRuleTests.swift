import Foundation
import Naru
import NaruSyntax
import Testing

/// The rules of `naru check` are the queries of `Examples/checks`.
@Suite struct CheckRuleTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Examples/checks")

    @Test func everyQueryIsARule() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".naru")
        }
        #expect(CheckRule.all.map(\.source.name).sorted() == files.sorted())
        #expect(CheckRule.all.count == CheckRule.queryCount)
        #expect(Set(CheckRule.all.map(\.code)).count == CheckRule.all.count)
    }

    @Test(arguments: CheckRule.all.map(\.source.name))
    func whatIsShownIsWhatRuns(_ name: String) throws {
        let rule = try #require(CheckRule.all.first { $0.source.name == name })
        #expect(try Data(contentsOf: Self.folder.appending(path: name)) == Data(rule.source.utf8))
    }

    @Test func everyRuleFitsTheBundledDataset() throws {
        let check = try DatasetCheck(Session(try Dataset.bundled, today: 20_000))
        #expect(check.inapplicable.map(\.source.name) == [])
    }
}
