import Foundation
import NaruEngine
import NaruSemantics

/// A Swift type that one value of a column is read into.
protocol ColumnScalar {
    /// Whether columns of a static type can be read into it.
    static func reads(_ type: Type) -> Bool
    /// Stands for a value while only types are compared.
    static var placeholder: Self { get }
    /// Nil where the value does not fit.
    init?(column value: Value)
}

extension Bool: ColumnScalar {
    static func reads(_ type: Type) -> Bool { type == .bool }
    static var placeholder: Bool { false }
    init?(column value: Value) {
        guard let bool = value.bool else { return nil }
        self = bool
    }
}

extension String: ColumnScalar {
    static func reads(_ type: Type) -> Bool {
        if case .enumeration = type { true } else { type == .text || type == .localizedText }
    }
    static var placeholder: String { "" }
    init?(column value: Value) {
        guard let text = value.text else { return nil }
        self = text
    }
}

extension FixedWidthInteger {
    static func reads(_ type: Type) -> Bool { type == .int }
    static var placeholder: Self { 0 }
    init?(column value: Value) {
        guard case .int(let number) = value.stored else { return nil }
        self.init(exactly: number)
    }
}

extension Int: ColumnScalar {}
extension Int8: ColumnScalar {}
extension Int16: ColumnScalar {}
extension Int32: ColumnScalar {}
extension Int64: ColumnScalar {}
extension UInt: ColumnScalar {}
extension UInt8: ColumnScalar {}
extension UInt16: ColumnScalar {}
extension UInt32: ColumnScalar {}
extension UInt64: ColumnScalar {}

extension BinaryFloatingPoint {
    static func reads(_ type: Type) -> Bool { [.int, .decimal, .float].contains(type) }
    static var placeholder: Self { 0 }
    init?(column value: Value) {
        guard let number = value.double else { return nil }
        self.init(number)
        guard isFinite else { return nil }
    }
}

extension Double: ColumnScalar {}
extension Float: ColumnScalar {}

extension Decimal: ColumnScalar {
    static func reads(_ type: Type) -> Bool { type == .int || type == .decimal }
    static var placeholder: Decimal { 0 }
    init?(column value: Value) {
        guard let number = value.decimal else { return nil }
        self = number
    }
}
