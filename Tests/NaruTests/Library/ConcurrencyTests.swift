import Naru
import NaruData
import Testing

/// A hundred tasks at once on one dataset whose caches nobody has filled yet.
/// `make tsan` runs this under the thread sanitizer.
@Suite struct ConcurrencyTests {
    private static let parties = """
        param of: party
        param since: date = @2000
        agreements | where $of in parties and signed >= $since | sort id | select id, title, signed, parties
        """

    /// What tasks do besides running one prepared query.
    private static let programs = [
        "agreements | known by @2023-12-31 | select title, signed, parties",
        "agreements | stated only | where possibly signed in @2024 | select title, signed",
        "offices | as of @2024-06-01 | where no until | select title, holder, of",
        "claims | all claims | group by basis into n: count()",
        "reach from city \"Siheung\" via partners",
        "paths from city \"Siheung\" to city \"Ulsan\" via partners | select hops, nodes",
        "cities | select name, r: round(pagerank(via: partners), 6), c: component(via: partners)",
        "network cities via partners",
        "agreements | where kind = .friendship | select signed | why | select field, value, basis, quote",
        "events | where any sides | select title, n: count(sides), from: sources(it)",
        "cities | where name ~ \"서울\" | select name, id, text: concat(partners.name.en, \", \")",
    ]

    private static func session() throws -> Session {
        Session(try Dataset.loadBundled(), today: PartialDate("2025-01-01"))
    }

    private static func texts(_ rows: some Sequence<Row>) -> [String] { rows.map(\.description) }

    /// One task's work, by its number, and what came of it.
    private static func work(_ number: Int, _ session: Session, _ query: PreparedQuery) async throws -> [String] {
        let kinds = programs.count + 6
        switch number % kinds {
        case 0: return texts(try await query.run(["of": "Siheung"]))
        case 1: return texts(try await query.run(["of": "서울", "since": "2018"]))
        case 2:
            let result = try await query.run(["of": "Ulsan"])
            return try result.indices.flatMap { try result.evidence(forRow: $0).map { "\($0)" } }
        case 3: return try await query.run(["of": "Daejeon"]).counts.map { "\($0)" }
        case 4:
            var first: [Row] = []
            for try await batch in try session.prepare("claims | select subject, field, value").stream() {
                first = Array(batch.prefix(50))
                break
            }
            return texts(first)
        case 5: return [try await cancelledHalfWay(session)]
        case let other: return texts(try await session.run(programs[other - 6]))
        }
    }

    private static func cancelledHalfWay(_ session: Session) async throws -> String {
        let stream = try session.prepare("claims | join b: claims on true | select s: subject, o: b.subject").stream()
        let task = Task {
            for try await _ in stream { withUnsafeCurrentTask { $0?.cancel() } }
        }
        guard case .failure(let error as NaruError) = await task.result else { return "ran to its end" }
        return error.code.rawValue
    }

    @Test func aHundredTasksGetWhatOneAloneGets() async throws {
        let alone = try Self.session()
        let aloneQuery = try alone.prepare(Self.parties)
        var expected: [[String]] = []
        for number in 0..<(Self.programs.count + 6) {
            expected.append(try await Self.work(number, alone, aloneQuery))
        }
        #expect(expected.indices.filter { expected[$0].isEmpty } == [])
        #expect(expected[5] == [NaruError.Code.cancelled.rawValue])

        let shared = try Self.session()
        let query = try shared.prepare(Self.parties)
        try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
            for number in 0..<100 { group.addTask { (number, try await Self.work(number, shared, query)) } }
            for try await (number, found) in group {
                #expect(found == expected[number % expected.count], "task \(number)")
            }
        }
    }

    /// The bundled dataset is loaded once, whoever comes first.
    @Test func theBundledDatasetIsOne() async throws {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<16 {
                group.addTask { try await Session(try Dataset.bundled).run("cities | select id").count }
            }
            var counts: Set<Int> = []
            for try await count in group { counts.insert(count) }
            #expect(counts.count == 1)
        }
    }
}
