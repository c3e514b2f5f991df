import Naru
import Testing

/// What the examples of the library's documentation speak of. The examples
/// themselves stand in `Examples/`, taken from doc comments and pages.
@Suite struct DocumentedExamples {
    let data: Dataset
    let session: Session
    let query: PreparedQuery
    let result: QueryResult
    /// A row with a column of every type.
    let row: Row
    let value: Value
    let city: Entity
    let quantity: Quantity
    let evidence: Evidence
    let diagnostic: NaruDiagnostic
    let error: NaruError
    /// What the diagnostic is about.
    let text = "cities | select nmae"
    let suggestion: NaruSuggestion
    let edit: NaruSuggestion.Edit
    let stage: QueryResult.StageCount

    init() async throws {
        data = try Dataset.bundled
        session = Session(data, today: PartialDate("2025-01-01"))
        query = try session.prepare(
            """
            param country: text
            param since: date?
            cities | where country.iso = $country
                   | select name, n: count(agreements), last: max(agreements.signed)
            """)
        result = try await session.run(
            "agreements | where signed in @2023-10 | select title, signed, parties, place")
        row = try await Session(try Self.twins()).run(Self.everyType)[0]
        value = row["signed"]
        city = try #require(row["city"].entity)
        quantity = try #require(row["budget"].quantity)
        evidence = try #require(try result.evidence(forRow: 0).first { $0.quote != nil && $0.field == "signed" })
        let mistake = text
        error = try #require(Self.error { _ = try Session(try Dataset.bundled).prepare(mistake) })
        diagnostic = try #require(error.diagnostics.first)
        suggestion = try #require(diagnostic.suggestions.first)
        edit = try #require(suggestion.edits.first)
        stage = try #require(try result.counts.first { $0.text.hasPrefix("where") })
    }

    private static let everyType = """
        cities
        | where id = "siheung"
        | select name, kind, n: people, share, near: 1e3, open, signed, term, length, location, budget,
            city: it, twins, tags, place: only(it{n: people, kind}), none: absent
        """

    private static func twins() throws -> Dataset {
        let schema = """
            languages ko, en
            type city plural cities
              name      text per language label
              kind      enum port, inland
              people    int
              share     decimal
              open      bool
              signed    date
              term      period
              length    duration
              location  geo
              budget    quantity
              absent    text
              twins     -> city many
              tags      text many
            """
        return try Dataset(schema: schema) { builder in
            builder.add(
                "city", id: "siheung",
                [
                    "name.ko": "시흥시", "name.en": "Siheung", "kind": "port", "people": 3, "share": "12.5",
                    "open": true, "signed": "2023-10-31", "term": "2024-05-13/2024-05-19", "length": "2 years",
                    "location": "37.3801 126.8031", "budget": "about 100000000000 KRW", "twins": ["nara", "busan"],
                    "tags": ["bio", "sea"],
                ])
            builder.add("city", id: "nara", ["name.en": "Nara"])
            builder.add("city", id: "busan", ["name.ko": "부산시"])
        }
    }

    private static func error(_ work: () throws -> Void) -> NaruError? {
        do { try work() } catch { return error as? NaruError }
        return nil
    }

    /// Holds a value to the comment behind it.
    func expect<Found>(_ value: Found, _ comment: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(Self.written(value) == comment, sourceLocation: sourceLocation)
    }

    /// Examples may print; a test's output is no place for it.
    func print(_ items: Any...) { #expect(!items.isEmpty) }

    /// A value as a Swift program would write it, or as it prints.
    private static func written(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .optional { return mirror.children.first.map { written($0.value) } ?? "nil" }
        if let text = value as? String { return "\"\(text.replacing("\"", with: "\\\""))\"" }
        if mirror.displayStyle == .enum { return ".\(value)" }
        if !(value is any CustomStringConvertible), let raw = value as? any RawRepresentable<String> {
            return ".\(raw.rawValue)"
        }
        return "\(value)"
    }
}
