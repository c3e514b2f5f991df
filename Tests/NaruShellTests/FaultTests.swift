import Foundation
import TestSupport
import Testing

/// `Tests/Scripts/faults.py`, short: programs that are killed, full disks, little
/// memory, reads in crumbs. `make faults` does it at length.
@Suite struct FaultTests {
    @Test func leaveNothingInHalves() throws {
        let script = Repository.root.appending(path: "Tests/Scripts/faults.py").path
        let outcome = try Tool.shell("python3 \(script) \(Tool.path) 10", seconds: 300)
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
    }
}
