import Foundation
import NaruData
import TestSupport
import Testing

/// Whatever bytes stand in a file that is packed or made of parts, it loads or
/// is an error.
@Suite struct PackageFuzzTests {
    private static let files = [
        "sheets/ties.xlsx", "sheets/several.xlsx", "packed/towns.csv.gz", "graphs/ties.graphml", "graphs/ties.gexf",
        "envelopes/portal.json", "envelopes/own.json", "envelopes/nested.json", "odd-database/odd.sqlite",
    ]

    /// Some bytes changed, and now and then the end cut off.
    private static func damaged(_ bytes: [UInt8], _ random: inout RandomSource) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next()) }
        return random.chance(20) ? Array(bytes.prefix(random.below(bytes.count))) : bytes
    }

    @Test(arguments: files) func damageIsAnError(_ file: String) throws {
        let source = Repository.root.appending(path: "Tests/Conformance/data/\(file)")
        let bytes = Array(try Data(contentsOf: source))
        var random = RandomSource(seed: 11)
        try TemporaryFolder.with { folder in
            let target = folder.appending(path: source.lastPathComponent)
            for _ in 0..<(file.hasSuffix("sqlite") ? 10 : 120) {
                try Data(Self.damaged(bytes, &random)).write(to: target)
                do {
                    _ = try DatasetLoader.load(paths: [target.path])
                } catch let error as DatasetError {
                    #expect(!error.diagnostics.isEmpty)
                }
            }
        }
    }
}
