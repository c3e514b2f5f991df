import Foundation
import Mutants
import TestSupport

/// Loads many mutants of files, kind by kind:
///
///     MutantRuns ROUNDS FOLDER [KIND ...]
///
/// What is accepted, and what takes more than a second, stays in the folder;
/// `Scripts/mutants.py` counts the rows. `NARU_SEED` repeats a run.
@main struct MutantRuns {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count > 2, let rounds = Int(words[1]) else {
            print("MutantRuns ROUNDS FOLDER [KIND ...]")
            return
        }
        let kinds = MutantKind.all.filter { words.count == 3 || words[3...].contains($0.name) }
        for kind in kinds { try run(kind, rounds, keptIn: URL(filePath: words[2])) }
    }

    private static func run(_ kind: MutantKind, _ rounds: Int, keptIn kept: URL) throws {
        let seed = RandomSource.seed
        try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
        try TemporaryFolder.with { folder in
            print("\(kind.name): seed \(seed), the file being read is in \(folder.path)")
            var run = try MutantRun(kind, seed: seed, in: folder, keptIn: kept)
            for round in 0..<rounds {
                do { try run.next(round) } catch { print("\(kind.name), seed \(seed), round \(round): \(error)") }
            }
            print(run.state)
        }
    }
}
