import Mutants
import TestSupport
import Testing

/// Whatever was done to a file, it loads or is an error that says why. Long
/// runs are those of `make mutants`.
@Suite struct MutantTests {
    @Test(arguments: MutantKind.all) func mutantsLoadOrAreErrors(_ kind: MutantKind) throws {
        let seed = RandomSource.seed
        print("\(kind.name): seed \(seed)")
        try TemporaryFolder.with { folder in
            var run = try MutantRun(kind, seed: seed, in: folder)
            for round in 0..<100 {
                do {
                    try run.next(round)
                } catch {
                    Issue.record("\(kind.name), seed \(seed), round \(round): \(error)")
                }
            }
            #expect(run.refused > 0, "seed \(seed)")
        }
    }
}

extension MutantKind: CustomTestStringConvertible {
    public var testDescription: String { name }
}
