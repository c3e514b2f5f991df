import NaruEngine
import NaruSemantics
package import NaruSyntax

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

// All that the library has of Foundation stands in this file: a program that
// uses none of it, such as the C library, links none of Foundation.

extension Value {
    /// Of an `int` or a `decimal`, exact.
    ///
    ///     row["share"].decimal    // 12.5
    public var decimal: Decimal? {
        switch stored {
        case .int(let value): Decimal(value)
        case .decimal(let value): Decimal(value)
        default: nil
        }
    }
}

extension Quantity {
    /// The amount, or the lower end of a range, in `unit`.
    ///
    ///     row["budget"].quantity?.amount    // 100000000000
    public var amount: Decimal { Decimal(stored.amount) }

    /// The upper end of a range, in `unit`; otherwise the amount.
    ///
    ///     row["budget"].quantity?.upper    // 100000000000
    public var upper: Decimal { Decimal(stored.upper) }
}

extension Decimal {
    /// Both have 38 digits, so nothing is lost.
    package init(_ exact: ExactDecimal) {
        self = Decimal(string: exact.description, locale: Locale(identifier: "en_US_POSIX")) ?? Decimal(exact.double)
    }
}

extension Decimal: ColumnScalar {
    static func reads(_ type: Type) -> Bool { type == .int || type == .decimal }
    static var placeholder: Decimal { 0 }
    init?(column value: Value) {
        guard let number = value.decimal else { return nil }
        self = number
    }
}
