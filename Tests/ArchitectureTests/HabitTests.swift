import Testing

/// Habits that keep the sources safe and readable.
@Suite struct HabitTests {
    @Test(arguments: ["try!", "fatalError(", "as!", "preconditionFailure(", "unsafeBitCast("])
    func nothingTraps(_ call: String) {
        #expect(SourceFile.all.flatMap { $0.places(of: call) } == [])
    }

    @Test func noFileIsLong() {
        #expect(SourceFile.all.filter { $0.lines.count > 500 }.map(\.path) == [])
    }

    @Test func theProgramIsTenLines() {
        let main = SourceFile.all.filter { $0.target == "NaruTool" }
        #expect(main.count == 1)
        #expect(main.allSatisfy { $0.lines.count <= 12 })
    }
}
