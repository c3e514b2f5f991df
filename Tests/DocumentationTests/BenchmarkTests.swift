import TestSupport
import Testing

/// The benchmark's own logic, and that its queries mean in Naru what they mean
/// in SQL; its peers aren't needed for that.
@Suite struct BenchmarkTests {
    @Test(.enabled(if: Programs.are("python3"), "needs Python"))
    func harnessDoesWhatItSays() throws {
        let outcome = try Tool.shell(
            "python3 -B -m unittest discover -s Benchmarks/tests -t Benchmarks",
            environment: ["PYTHONPATH": "Benchmarks", "NARU_PROGRAM": Tool.path], seconds: 300)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.hasSuffix("\nOK\n"), "something was skipped: \(outcome.errors)")
    }
}
