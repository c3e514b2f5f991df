import Foundation
import Testing

/// Random programs over random worlds, against a model that was written from the
/// language reference and shares no code with the library: the same rows in the
/// same order, and the same counts of what could not be decided.
@Suite struct DifferentialTests {
    private static let settings = ProcessInfo.processInfo.environment
    /// How long to go on, for `make fuzz`.
    private static let seconds = settings["NARU_FUZZ_SECONDS"].flatMap { Double($0) }
    private static let programs = settings["NARU_FUZZ_PROGRAMS"].flatMap { Int($0) } ?? 3000
    private static let programsOfWorld = 40

    /// The same programs each time, so that a build that passed passes again;
    /// NARU_SEED asks for others, and so does a run by time.
    private static let seed: UInt64 =
        settings["NARU_SEED"] == nil && seconds == nil
        ? 20_261_129 : settings["NARU_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64.max)

    @Test func theModelGivesTheSameAnswers() async throws {
        print("NARU_SEED=\(Self.seed)")
        var seeds = RandomSource(seed: Self.seed)
        var tally = Tally()
        let start = ContinuousClock.now
        while Self.seconds.map({ start.duration(to: .now) < .seconds($0) }) ?? (tally.tried < Self.programs) {
            var worlds = RandomWorld(random: RandomSource(seed: seeds.next()))
            let world = worlds.make()
            let laboratory = try Laboratory(world)
            let writer = QueryWriter(random: RandomSource(seed: seeds.next()), world: world)
            for _ in 0..<Self.programsOfWorld {
                let program = writer.program()
                let outcome = await laboratory.compare(program)
                tally.add(program, outcome)
                guard case .differs(let finding) = outcome, tally.differences <= Tally.shown else { continue }
                let report = await Shrinking.report(program, world, finding)
                Issue.record("NARU_SEED=\(Self.seed)\n\(report)")
            }
        }
        print(tally.text)
        #expect(tally.differences == 0)
        // A model that has no answers, or programs that don't check, show nothing.
        #expect(tally.compared * 10 > tally.tried * 9, "NARU_SEED=\(Self.seed): \(tally.text)")
        #expect(tally.missing == [], "NARU_SEED=\(Self.seed): constructs that never occurred")
    }
}
