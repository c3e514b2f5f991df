package import NaruSyntax

/// Values that have no literal in a program, read as a data file writes them.
package enum WrittenValue {
    /// `2024-05-13/2024-05-19`, `2024-07`, `2024-02-10/..`
    package static func period(_ text: String) -> (start: PartialDate, end: PartialDate)? {
        read(text) { DateText.period($0) }
    }

    /// `37.38 126.80`: latitude and longitude in degrees.
    package static func geo(_ text: String) -> (latitude: Double, longitude: Double)? {
        read(text) { bytes in
            var cursor = TextCursor(bytes)
            guard let geo = ValueText.geo(&cursor), cursor.position == bytes.count else { return nil }
            return geo
        }
    }

    /// `about 41 person`, `3..4 city`
    package static func quantity(_ text: String) -> Quantity? {
        read(text) { bytes in
            var cursor = TextCursor(bytes)
            guard let read = ValueText.quantity(&cursor), cursor.position == bytes.count else { return nil }
            return Quantity(
                amount: read.amount, upper: read.upper, unit: cursor.string(read.unit), qualifier: read.qualifier)
        }
    }

    private static func read<Value>(_ text: String, _ read: (Bytes) -> Value?) -> Value? {
        Array(text.utf8).withUnsafeBufferPointer(read)
    }
}
