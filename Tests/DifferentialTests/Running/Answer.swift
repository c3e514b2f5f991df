import Foundation
import Naru

/// What the library says to a query.
enum Answer {
    case rows([[Value]], columns: [String], [StageCounts])
    /// It ends with this code.
    case failure(String)
    /// It does not check: no query of the language.
    case refused(String)

    init(_ text: String, _ session: Session) async {
        do {
            let query = try session.prepare(text)
            do {
                let result = try await query.run()
                let counts = try result.counts.map {
                    StageCounts(
                        input: $0.input, kept: $0.kept, unknown: $0.unknown, leftOut: $0.leftOut, dropped: $0.dropped,
                        outside: $0.outside)
                }
                let columns = result.columns.map(\.name)
                self = .rows(
                    result.map { row in columns.indices.map { row[$0] } }, columns: columns, counts)
            } catch {
                self = .failure(error.diagnostics.first?.code.rawValue ?? "\(error)")
            }
        } catch {
            self = .refused(error.diagnostics.map { "\($0.code) \($0.message)" }.joined(separator: "; "))
        }
    }
}

/// Holds values of the library to those of the model.
enum Likeness {
    static func isSame(_ value: Value, _ wanted: ModelValue?) -> Bool {
        guard let wanted else { return value.isAbsent || value.list?.isEmpty ?? false }
        switch wanted {
        case .bool(let truth): return value.bool == truth
        case .int(let number): return isSame(value, Ratio(number))
        case .decimal(let number): return isSame(value, number)
        case .float(let number):
            guard let found = value.double else { return false }
            return abs(found - number) <= 1e-9 * max(1, abs(number))
        case .text(let text): return value.text == text
        case .words(let words): return ["ko", "en"].allSatisfy { value.text(in: $0) == words[$0] }
        case .date(let span), .days(let span):
            return value.date.map { $0.days == span.low...span.high } ?? false
        case .stretch(let stretch): return isSame(value, stretch)
        case .duration(let months, let days):
            return value.calendarDuration.map { $0.months == months && $0.days == days } ?? false
        case .amount(let amount): return isSame(value, amount)
        case .choice(let place): return value.text == WorldSchema.cases[place]
        case .ref(let ref): return value.entity.map { $0.type == ref.type && $0.id == ref.id } ?? false
        case .record(let cells):
            // The links of a step are not the model's.
            let names = cells.map(\.name)
            guard let record = value.record, record.columns == names || names == ["from", "to"] else { return false }
            return cells.allSatisfy { isSame(record[$0.name], $0.value) }
        case .many(let members, _): return isSame(value, members.filter(\.isCertain).map(\.value))
        case .range: return false
        }
    }

    private static func isSame(_ value: Value, _ wanted: [ModelValue]) -> Bool {
        let items = value.list ?? (value.isAbsent ? [] : [value])
        return items.count == wanted.count && zip(items, wanted).allSatisfy { isSame($0, $1) }
    }

    private static func isSame(_ value: Value, _ number: Ratio) -> Bool {
        value.decimal.flatMap { Ratio("\($0)") } == number
    }

    private static func isSame(_ value: Value, _ stretch: Stretch) -> Bool {
        guard let period = value.period, period.start.days == stretch.start.low...stretch.start.high else {
            return false
        }
        guard let end = stretch.end else { return period.end.days.upperBound > Span.openHigh }
        return period.end.days == end.low...end.high
    }

    private static func isSame(_ value: Value, _ amount: Amount) -> Bool {
        guard let found = value.quantity, found.unit == amount.unit, found.qualifier.rawValue == amount.mark.rawValue
        else {
            return false
        }
        return Ratio("\(found.amount)") == amount.low
            && (amount.mark != .range || Ratio("\(found.upper)") == amount.high)
    }
}
