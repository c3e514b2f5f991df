/// What a run tried.
struct Tally {
    /// How many differences are made small and shown.
    static let shown = 8

    private(set) var tried = 0
    private(set) var compared = 0
    private(set) var differences = 0
    private var used: Set<String> = []
    private var skipped: [String: (count: Int, example: String)] = [:]

    mutating func add(_ program: Program, _ outcome: Laboratory.Outcome) {
        tried += 1
        switch outcome {
        case .same:
            compared += 1
            used.formUnion(Constructs.used(by: program))
        case .differs:
            compared += 1
            differences += 1
        case .skipped(let why):
            let before = skipped[why] ?? (0, program.text)
            let isShorter = program.text.count < before.example.count
            skipped[why] = (before.count + 1, isShorter ? program.text : before.example)
        }
    }

    /// Constructs that no program had whose answers were the same.
    var missing: [String] { Constructs.all.subtracting(used).sorted() }

    var text: String {
        let reasons = skipped.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(12).map {
            "\n\($0.value.count) not compared: \($0.key)\n    \($0.value.example)"
        }
        return "\(tried) programs, \(compared) compared, \(differences) differ" + reasons.joined()
    }
}

/// A difference as a conformance case, which is ready but for a name.
struct Report {
    var text: String

    init(_ program: Program, _ world: World, _ finding: Finding) {
        let files = world.files.dropFirst().filter { !$0.text.isEmpty }.map { "\($0.name):\n\($0.text)" }
        text = """
            \(finding.kind.rawValue)

            === a case of the model
            data: differential
            \(program.text)
            ---
            \(finding.details)

            \(files.joined(separator: "\n"))
            """
    }
}
