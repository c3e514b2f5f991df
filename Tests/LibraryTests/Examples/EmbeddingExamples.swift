// swift-format-ignore-file
// Made from Documentation/Embedding.md: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import Testing

extension DocumentedExamples {
    @Test(#"Documentation/Embedding.md"#)
    func embedding1() async throws {

        let bundled = try Dataset.bundled
        let own = try Dataset(contentsOf: "Examples/own-data")
        let limits = Limits(time: .seconds(5), memory: .megabytes(512), rows: 1_000_000)
        let session = Session(bundled, limits: limits, today: PartialDate("2025-01-01"))

        let harbours = try Dataset(
            schema: """
                languages en
                type city plural cities
                  name   text label
                  twins  -> city many
                """
        ) { builder in
            builder.add("city", id: "gyeongju", ["name": "Gyeongju", "twins": ["nara"]])
            builder.add("city", id: "nara", ["name": "Nara"])
        }
        let twinned = try await Session(harbours).run("cities | where any twins | select name")
        expect(twinned.map { $0["name"].text ?? "" }, #"["Gyeongju"]"#)

        let query = try session.prepare(
            """
            param country: text
            param since: date = @2000
            cities
            | where country.iso = $country
            | select name, last: max(agreements[signed >= $since].signed), partners
            """)
        expect(query.columns.map(\.description), #"["name: text", "last: date?", "partners: party*"]"#)
        expect(query.parameters.map(\.name), #"["country", "since"]"#)
        expect(query.parameters.map(\.isRequired), #"[true, false]"#)
        let result = try await query.run(["country": "KR", "since": "2019-05"])

        let agreements = try await session.run("agreements | where signed in @2023-10 | select title, signed, parties")
        let row = agreements[0]
        expect(row["signed"].date, #"2023-10-31"#)
        expect(row["signed"].date?.month, #"10"#)
        expect(row["signed"].int, #"nil"#)
        expect(row["parties"].list?.count, #"2"#)

        struct Agreement: Decodable {
            let title: String
            let signed: PartialDate?
            let parties: [Entity]
        }
        let typed = try agreements.decode(Agreement.self)
        expect(typed[0].signed?.year, #"2023"#)

        do {
            _ = try agreements.decode([String: Int].self)
        } catch {
            expect(error.code, #"E5401"#)
        }

        var seen = 0
        for try await batch in try session.prepare("claims | select subject, field, value").stream() {
            seen += batch.count
            if seen > 1_000 { break }
        }
        expect(seen > 1_000, #"true"#)

        let counts = try agreements.counts
        expect(counts[1].text, #""where signed in @2023-10""#)
        expect(counts[1].kept, #"1"#)
        expect(counts[1].unknown, #"4"#)
        let claims = try agreements.evidence(forRow: 0)
        expect(claims.compactMap(\.quote).isEmpty, #"false"#)

        do {
            _ = try session.prepare("cities | select nmae")
        } catch {
            expect(error.code, #"E2003"#)
            expect(error.code == .unknownField, #"true"#)
            expect(error.message, #""'nmae' is not a field of city""#)
            expect(error.diagnostics[0].location?.column, #"17"#)
            print(error.rendered(in: .korean))
        }

        do {
            _ = try session.prepare("agreements | where sectors = \"bio\"")
        } catch {
            let suggestion = error.diagnostics[0].suggestions[0]
            expect(suggestion.message(), #""write `sector \"bio\" in sectors`""#)
            expect(suggestion.edits[0].start.column, #"20"#)
            expect(suggestion.edits[0].replacement, #""sector \"bio\" in sectors""#)
            expect(suggestion.applied(to: "agreements | where sectors = \"bio\""), #""agreements | where sector \"bio\" in sectors""#)
        }

        do {
            _ = try await Session(bundled, limits: Limits(rows: 3)).run("cities")
        } catch {
            expect(error.code, #"E5002"#)
            expect(error.message, #""the result has more rows than its limit of 3""#)
        }

        _ = bundled
        _ = own
        _ = limits
        _ = session
        _ = harbours
        _ = twinned
        _ = query
        _ = result
        _ = agreements
        _ = row
        _ = typed
        _ = seen
        _ = counts
        _ = claims
    }
}
