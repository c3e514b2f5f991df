import Foundation
import TestSupport
import Testing

/// Random programs over random worlds, against a model that was written from the
/// language reference and shares no code with the library: the same rows in the
/// same order, and the same counts of what could not be decided.
@Suite struct DifferentialTests {
    @Test func theModelGivesTheSameAnswers() async throws {
        let seed = RandomSource.seed
        var seeds = RandomSource(seed: seed)
        let settings = ProcessInfo.processInfo.environment
        let wanted = settings["NARU_FUZZ_QUERIES"].flatMap { Int($0) } ?? 2000
        let limit = settings["NARU_FUZZ_SECONDS"].flatMap { Double($0) }
        let start = ContinuousClock.now
        var tally = Tally()
        while limit.map({ start.duration(to: .now) < .seconds($0) }) ?? (tally.tried < wanted) {
            var worlds = RandomWorld(random: RandomSource(seed: seeds.next()))
            let world = worlds.make()
            let laboratory = try Laboratory(world)
            let writer = QueryWriter(random: RandomSource(seed: seeds.next()), world: world)
            for _ in 0..<40 {
                let program = writer.program()
                let outcome = await laboratory.compare(program)
                tally.add(program, outcome)
                guard case .differs(let finding) = outcome else { continue }
                if tally.differences > Tally.shown { continue }
                var shrinking = Shrinking()
                let smallest = await shrinking.smallest(program, world, finding)
                Issue.record("NARU_SEED=\(seed)\n\(Report(smallest.program, smallest.world, smallest.finding).text)")
            }
        }
        print("NARU_SEED=\(seed): \(tally.text)")
        #expect(tally.compared * 2 > tally.tried, "NARU_SEED=\(seed): \(tally.text)")
    }
}
