import NaruEngine
import NaruSemantics
import NaruSyntax

/// `about 730000 person`, `3..4 city`, `2 years`, `37.38 126.80`
extension RecordReader {
    func readQuantity(_ buffer: ColumnBuffer) -> Bool {
        let start = cursor.position
        guard let quantity = ValueText.quantity(&cursor) else { return badQuantity(from: start) }
        buffer.append(
            amount: quantity.amount, upper: quantity.upper, unit: unit(quantity.unit), qualifier: quantity.qualifier)
        return true
    }

    /// `명` is kept as `person`, as it is in queries.
    private func unit(_ span: Span) -> Int32 {
        let word = String(decoding: cursor.slice(span), as: UTF8.self)
        return UnitCatalogue.canonical(word).map { builder.texts.intern($0) }
            ?? builder.texts.intern(cursor.slice(span))
    }

    func readDuration(_ buffer: ColumnBuffer) -> Bool {
        let start = cursor.position
        guard let duration = ValueText.duration(&cursor) else {
            return badValue(
                valueSpan(from: start), "a duration such as 2 years, 3 months, 7 days",
                ko: "기간(예: 2 years, 3 months, 7 days)")
        }
        buffer.append(duration: duration)
        return true
    }

    func readGeo(_ buffer: ColumnBuffer) -> Bool {
        let start = cursor.position
        guard let geo = ValueText.geo(&cursor) else {
            return badValue(
                valueSpan(from: start), "a latitude and a longitude in degrees, such as 37.38 126.80",
                ko: "위도와 경도(도 단위, 예: 37.38 126.80)")
        }
        buffer.append(latitude: geo.latitude, longitude: geo.longitude)
        return true
    }

    /// From `start` to the next comma or the line's end.
    private func valueSpan(from start: Int) -> Span {
        var end = cursor
        end.position = start
        while !end.isAtLineEnd, end.next != .comma { end.position += 1 }
        return Span(start, end.position)
    }

    private func badQuantity(from start: Int) -> Bool {
        issues.error(
            DataCode.badQuantity, Message("expected a quantity: a number and a unit", ko: "수량(수와 단위)이 와야 합니다"),
            at: valueSpan(from: start), in: source,
            help: [
                Message(
                    "such as 41 person, about 1_000 m2, over 730000 person, at least 3 city, 3..4 city; odd units in backquotes",
                    ko: "예: 41 person, about 1_000 m2, over 730000 person, at least 3 city, 3..4 city; 특이한 단위는 역따옴표로")
            ])
        return false
    }
}
