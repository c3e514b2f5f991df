import NaruSyntax

/// Reads numbers from bytes. `_` may stand between digits where `grouped`.
enum WrittenNumber {
    @inline(__always)
    static func int(_ text: Bytes, grouped: Bool = false) -> Int64? {
        var index = 0
        let isNegative = text.first == .minus
        if isNegative || text.first == .plus { index = 1 }
        guard index < text.count, text[index].isDigit else { return nil }
        var value: Int64 = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            if grouped && byte == .underscore && index < text.count && text[index].isDigit { continue }
            guard byte.isDigit else { return nil }
            // Counted downwards, because the least number has no positive twin.
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow2) = product.subtractingReportingOverflow(Int64(byte - .zero))
            guard !overflow, !overflow2 else { return nil }
            value = sum
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// Digits with at most one point; at most 38 of them.
    static func decimal(_ text: Bytes, grouped: Bool = false) -> ExactDecimal? {
        var index = 0
        let isNegative = text.first == .minus
        if isNegative || text.first == .plus { index = 1 }
        var mantissa: Int128 = 0
        var digits = 0
        var scale: UInt8?
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == .dot {
                guard scale == nil, digits > 0, index < text.count else { return nil }
                scale = 0
                continue
            }
            if grouped && byte == .underscore && digits > 0 && index < text.count && text[index].isDigit { continue }
            guard byte.isDigit, digits < 38 else { return nil }
            mantissa = mantissa * 10 + Int128(byte - .zero)
            if mantissa != 0 || scale != nil { digits += 1 } else { digits = max(digits, 1) }
            if let places = scale { scale = places + 1 }
        }
        guard digits > 0 else { return nil }
        return ExactDecimal(mantissa: isNegative ? -mantissa : mantissa, scale: scale ?? 0)
    }

    /// A finite number in decimal or scientific notation.
    static func float(_ text: Bytes, grouped: Bool = false) -> Double? {
        if let value = shortFloat(text) { return value }
        if grouped, text.contains(.underscore) { return ungrouped(text).withUnsafeBufferPointer { float($0) } }
        // Hexadecimal floats, `inf` and `nan` are numbers to Swift, not here.
        let isPlain = text.allSatisfy { byte in
            byte.isDigit || byte == .dot || byte == .minus || byte == .plus || byte | 0x20 == UInt8(ascii: "e")
        }
        guard isPlain, !text.isEmpty, let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }

    /// A plain number of at most fifteen digits: they and the power of ten that
    /// divides them are exact, so their quotient is the nearest float.
    private static func shortFloat(_ text: Bytes) -> Double? {
        let isNegative = text.first == .minus
        var (mantissa, digits, places): (Int64, Int, Int?) = (0, 0, nil)
        for byte in text.dropFirst(isNegative ? 1 : 0) {
            if byte == .dot {
                guard places == nil, digits > 0 else { return nil }
                places = 0
                continue
            }
            guard byte.isDigit, digits < 15 else { return nil }
            mantissa = mantissa * 10 + Int64(byte - .zero)
            digits += 1
            places = places.map { $0 + 1 }
        }
        guard digits > 0, places != 0 else { return nil }
        let value = Double(mantissa) / powers[places ?? 0]
        return isNegative ? -value : value
    }

    private static let powers: [Double] = (0...15).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

    /// Without the `_` between digits; any other stays, and is no number.
    private static func ungrouped(_ text: Bytes) -> [UInt8] {
        text.indices.filter { index in
            let isInside = index > 0 && index + 1 < text.count && text[index - 1].isDigit && text[index + 1].isDigit
            return text[index] != .underscore || !isInside
        }.map { text[$0] }
    }
}
