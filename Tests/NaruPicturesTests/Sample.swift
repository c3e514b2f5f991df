import Naru
import NaruEngine
import NaruSemantics
import NaruSyntax

@testable import NaruPictures

/// Results that are made here, without a dataset.
enum Sample {
    static func column(_ name: String, _ type: Type, _ cardinality: Cardinality = .optional) -> FigureColumn {
        FigureColumn(
            name: name, title: name, type: "\(type)", valueType: ValueType(type, cardinality))
    }

    static let name = column("name", .text)
    static let kind = column("kind", .bool)
    static let count = column("n", .int)
    static let amount = column("amount", .quantity)
    static let date = column("signed", .date)

    static func text(_ text: String) -> NaruEngine.Value { .text(text) }

    static func date(_ text: String) -> NaruEngine.Value {
        NaruSyntax.PartialDate(text).map { .date($0) } ?? .absent
    }

    static func won(
        _ amount: Int64, _ qualifier: NaruSyntax.Quantity.Qualifier = .exact, upTo upper: Int64? = nil
    ) -> NaruEngine.Value {
        .quantity(
            NaruSyntax.Quantity(
                amount: ExactDecimal(amount), upper: ExactDecimal(upper ?? amount), unit: "KRW", qualifier: qualifier))
    }

    static func end(_ rows: Int) -> ResultEnd { ResultEnd(rows: rows, shown: rows, stages: []) }

    static func svg(
        _ columns: [FigureColumn], _ rows: [[NaruEngine.Value]], kind: ChartKind? = nil,
        _ change: (inout PictureOptions) -> Void = { _ in }
    ) throws -> String {
        var options = PictureOptions()
        change(&options)
        return try Picture(columns, of: nil, kind: kind).svg(rows, end(rows.count), options)
    }
}
