import Foundation
import Naru
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax
import Testing

/// A query over a broken snapshot gives the right rows or the error, whichever
/// part is broken, and never rows of what could not be read.
@Suite struct SnapshotQueryTests {
    private static let seed: UInt64 = 7
    private static let queries = [
        "cities | select name, country",
        "agreements | known by @2024-01-31 | select label, signed, parties",
        "agreements | as of @2024-06-01 | select id",
        "agreements | where signed >= @2024 | with sources | select label",
        "agreements | group by kind into n: count()",
        "city \"Siheung\".partners | select label | why",
        "claims | group by basis into n: count()",
        "parties | select d: degree(it, via: partners) | sort d desc | take 3",
        "parties | sort name | take 5",
        "statistics | select about, measure, value",
        "persons",
    ]

    private struct Outcome: Equatable {
        var rows: [[NaruEngine.Value]] = []
        var codes: [String] = []
    }

    private func outcome(_ program: String, _ dataset: Dataset) -> Outcome {
        let session = Session(dataset, today: NaruSyntax.PartialDate("2025-01-01")?.first ?? 0)
        var outcome = Outcome()
        let compilation = session.compile(SourceText(name: "query", text: program))
        outcome.codes += compilation.diagnostics.filter { $0.severity == .error }.map(\.code.description)
        for query in compilation.program?.queries ?? [] {
            do throws(RunFailure) {
                let received = Received()
                _ = try session.run(query, of: compilation, parameters: [:]) { rows in
                    received.rows += rows
                    return true
                }
                outcome.rows += received.rows
            } catch {
                outcome.codes += error.diagnostics.map(\.code.description)
            }
        }
        return outcome
    }

    private final class Received { var rows: [[NaruEngine.Value]] = [] }

    @Test func givesTheErrorOrTheAnswer() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString).narudb").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let dataset = try Dataset.loadBundled()
        try SnapshotFile.write(dataset.loaded, to: path)
        let bytes = try Data(contentsOf: URL(filePath: path))
        let expected = Self.queries.map { outcome($0, dataset) }
        let answered = zip(Self.queries, expected).filter { $1.codes.isEmpty && !$1.rows.isEmpty }
        #expect(answered.count == Self.queries.count - 1)
        var random = SeededGenerator(state: Self.seed)
        var errors = 0
        for round in 0..<60 {
            var damaged = bytes
            damaged[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            try damaged.write(to: URL(filePath: path))
            guard let copy = try? Dataset(contentsOf: [path]) else { continue }
            let query = Int.random(in: 0..<Self.queries.count, using: &random)
            let found = outcome(Self.queries[query], copy)
            if found.codes.contains("E5120") {
                errors += 1
                #expect(found.codes == ["E5120"])
            } else {
                #expect(found == expected[query], "seed \(Self.seed), round \(round): \(Self.queries[query])")
            }
        }
        #expect(errors > 0)
    }
}

private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
