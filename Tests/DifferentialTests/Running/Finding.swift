import Foundation
import Naru

/// Where the library and the model differ.
struct Finding {
    enum Kind: String { case rows, values, columns, counts, failure }

    var kind: Kind
    var details: String
}

/// A world as both have it.
struct Laboratory {
    let world: World
    let model: ModelWorld
    let session: Session

    enum Outcome {
        case same
        case differs(Finding)
        /// The model, or the language, has no answer.
        case skipped(String)
    }

    init(_ world: World) throws {
        self.world = world
        model = try ModelWorld(world)
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-differential-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try world.write(to: folder)
        session = Session(try Dataset(contentsOf: folder.path), today: PartialDate("2025-01-01"))
    }

    func compare(_ program: Program) async -> Outcome {
        let answer = await Answer(program.text, session)
        if case .refused(let why) = answer { return .skipped(why) }
        do {
            let (rows, counts) = try Evaluation(program, in: model).answer()
            guard case .rows(let found, let columns, let foundCounts) = answer else {
                return .differs(Finding(kind: .failure, details: "got \(answer), due are rows"))
            }
            return difference(found, columns, foundCounts, rows, counts).map(Outcome.differs) ?? .same
        } catch let failure as ModelFailure {
            if case .failure(let code) = answer, code == failure.code { return .same }
            return .differs(Finding(kind: .failure, details: "got \(answer), due is \(failure.code)"))
        } catch {
            return .skipped("\(error)")
        }
    }

    private func difference(
        _ found: [[Value]], _ columns: [String], _ foundCounts: [StageCounts], _ rows: [Scope], _ counts: [StageCounts]
    ) -> Finding? {
        let due = rows.map(\.columns)
        func shown(_ rows: [[ModelValue.Cell]]) -> String {
            rows.map { $0.map { Due.text($0.value) }.joined(separator: ",") }.joined(separator: "\n")
        }
        let got = found.map { $0.map(\.description).joined(separator: ",") }.joined(separator: "\n")
        let details = "got\n\(got)\ndue\n\(shown(due))"
        if found.count != due.count { return Finding(kind: .rows, details: details) }
        for (row, wanted) in zip(found, due) {
            if columns != wanted.map(\.name) {
                return Finding(kind: .columns, details: "got \(columns), due \(wanted.map(\.name))")
            }
            for (value, cell) in zip(row, wanted) where !Likeness.isSame(value, cell.value) {
                return Finding(kind: .values, details: "\(cell.name) differs\n" + details)
            }
        }
        guard foundCounts != counts else { return nil }
        return Finding(
            kind: .counts,
            details: "stages: got \(foundCounts.map(\.text)), due \(counts.map(\.text))\n" + details)
    }
}

extension StageCounts {
    var text: String {
        "\(input)→\(kept) unknown \(unknown) left out \(leftOut) dropped \(dropped) outside \(outside)"
    }
}

/// Values of the model as a conformance case writes them.
enum Due {
    static func text(_ value: ModelValue?) -> String {
        switch value {
        case nil: ""
        case .bool(let truth): "\(truth)"
        case .int(let number): "\(number)"
        case .decimal(let number): "\(number.double)"
        case .float(let number): "\(number)"
        case .text(let text): text
        case .words(let words): words["ko"] ?? words["en"] ?? ""
        case .date(let span), .days(let span): span.isDay ? day(span.low) : "\(day(span.low))..\(day(span.high))"
        case .stretch(let stretch): "\(text(.date(stretch.start)))/\(stretch.end.map { text(.date($0)) } ?? "..")"
        case .duration(let months, let days): "\(months) months \(days) days"
        case .amount(let amount):
            [
                amount.mark.words, "\(amount.low.double)" + (amount.mark == .range ? "..\(amount.high.double)" : ""),
                amount.unit,
            ]
            .filter { !$0.isEmpty }.joined(separator: " ")
        case .choice(let place): WorldSchema.cases[place]
        case .ref(let ref): "\(ref.type):\(ref.id)"
        case .record(let cells): "{" + cells.map { "\($0.name): \(text($0.value))" }.joined(separator: ", ") + "}"
        case .range(let low, let high): "\(low.map(String.init) ?? "")..\(high.map(String.init) ?? "")"
        case .many(let members, _): members.filter(\.isCertain).map { text($0.value) }.joined(separator: "; ")
        }
    }

    private static func day(_ number: Int) -> String {
        let (year, month, day) = Days.civil(number)
        func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(padded(month))-\(padded(day))"
    }
}
