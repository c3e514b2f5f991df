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

    /// Some bytes of each changed at random, without a fuzzer to guide it. Of
    /// snapshots, whose inputs are nothing but changes, all are random.
    @Test(arguments: FuzzTarget.allCases) func comesBackFromNeighbours(_ target: FuzzTarget) throws {
        let variables = ProcessInfo.processInfo.environment
        let seed = variables["NARU_SEED"].flatMap { UInt64($0) } ?? 11
        let rounds = variables["NARU_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 40
        print("NARU_SEED=\(seed)")
        var random = RandomSource(seed: seed)
        let folder = Repository.root.appending(path: "Tests/Corpus/\(target.rawValue)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let last = FileManager.default.temporaryDirectory.appending(path: "naru-fuzz-\(target.rawValue)")
        for _ in 0..<rounds {
            var bytes = Array(try Data(contentsOf: folder.appending(path: files[random.below(files.count)])))
            if target == .snapshot { bytes = (0..<8 * (1 + random.below(3))).map { _ in random.byte() } }
            guard !bytes.isEmpty else { continue }
            for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = random.byte() }
            // What a process ended with is found there.
            if rounds > 40 { try Data(bytes).write(to: last) }
            target.run(bytes)
        }
    }
}

extension RandomSource {
    /// Numbers near zero are as likely as all others together.
    fileprivate mutating func byte() -> UInt8 {
        let byte = UInt8(truncatingIfNeeded: next())
        return chance(50) ? [0, 1, 2, 3, 4, 255, 127, 128][below(8)] : byte
    }
}
