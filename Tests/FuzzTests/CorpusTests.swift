import Foundation
import FuzzTargets
import TestSupport
import Testing

/// Bytes that a fuzzer found worth keeping, and those that once ended a process.
@Suite struct CorpusTests {
    @Test(arguments: FuzzTarget.allCases) func comesBack(_ target: FuzzTarget) throws {
        let folder = Repository.root.appending(path: "Tests/Corpus/\(target.rawValue)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(!files.isEmpty)
        for file in files { target.run(Array(try Data(contentsOf: folder.appending(path: file)))) }
    }

    /// Some bytes of each changed at random, without a fuzzer to guide it.
    @Test(arguments: FuzzTarget.allCases) func comesBackFromNeighbours(_ target: FuzzTarget) throws {
        let seed = UInt64(ProcessInfo.processInfo.environment["NARU_SEED"] ?? "") ?? 11
        print("NARU_SEED=\(seed)")
        var random = RandomSource(seed: seed)
        let folder = Repository.root.appending(path: "Tests/Corpus/\(target.rawValue)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        for _ in 0..<40 {
            var bytes = Array(try Data(contentsOf: folder.appending(path: files[random.below(files.count)])))
            guard !bytes.isEmpty else { continue }
            for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next()) }
            target.run(bytes)
        }
    }
}
