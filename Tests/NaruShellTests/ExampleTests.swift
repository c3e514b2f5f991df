import TestSupport
import Testing

/// The examples that are not questions.
@Suite struct ExampleTests {
    @Test func tour() throws {
        let outcome = try Tool.shell("bash Examples/tour.sh naru")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        Golden.expect(outcome.output, in: "examples/tour.txt")
    }

    @Test func first() throws {
        let outcome = try Tool.run(["--lang", "en", "--format", "box", "--width", "100", "-f", "Examples/first.naru"])
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        Golden.expect(outcome.output, in: "examples/first.txt")
    }
}
