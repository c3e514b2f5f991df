import NaruEngine
import TestSupport

/// Makes a failing case as small as it gets, so that a person can read it.
struct Shrinking {
    var seed: UInt64

    func report(_ world: EvidenceWorld, _ query: QueryPhrase, _ finding: Finding) -> String {
        var (world, query, finding) = (world, query, finding)
        var steps = 0
        while steps < 400, let next = smaller(world, query, finding, &steps) { (world, query, finding) = next }
        return """
            \(finding.kind.rawValue)

            \(query.text)

            \(finding.details)

            \(world.text)
            """
    }

    private func smaller(_ world: EvidenceWorld, _ query: QueryPhrase, _ finding: Finding, _ steps: inout Int)
        -> (EvidenceWorld, QueryPhrase, Finding)?
    {
        if let proof = try? Proof(world) {
            for candidate in query.simpler {
                if let found = examine(candidate, in: proof, like: finding) { return (world, candidate, found) }
            }
        }
        for candidate in world.simpler {
            steps += 1
            guard let proof = try? Proof(candidate) else { continue }
            if let found = examine(query, in: proof, like: finding) { return (candidate, query, found) }
        }
        return nil
    }

    private func examine(_ query: QueryPhrase, in proof: Proof, like finding: Finding) -> Finding? {
        var examination = Examination(random: RandomSource(seed: seed))
        let found = try? examination.examine(query.text, in: proof, sample: .max)
        return found?.kind == finding.kind ? found : nil
    }
}
