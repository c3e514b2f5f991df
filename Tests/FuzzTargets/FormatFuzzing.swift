import NaruEngine
import NaruShell
import NaruSyntax

import struct Naru.ResultEnd

enum FormatFuzzing {
    /// The first bytes choose format, columns and width; texts follow, each behind
    /// a byte that says what kind of value it is.
    static func run(_ bytes: [UInt8]) {
        guard bytes.count > 3 else { return }
        let format = OutputFormat.allCases[Int(bytes[0]) % OutputFormat.allCases.count]
        let width = Int(bytes[1] % 7) + 1
        var options = FormatOptions()
        options.width = bytes[2] < 128 ? nil : Int(bytes[2] - 128)
        options.guardsFormulas = bytes[2] % 2 == 1
        options.language = bytes[2] % 3 == 0 ? .korean : .english
        let values = bytes.dropFirst(3).split(separator: 0, omittingEmptySubsequences: false).map(value)
        let columns = (0..<width).map { place in
            OutputColumn(
                name: values.count > place ? "\(values[place])" : "c", type: "text", isNumeric: place % 2 == 1,
                isLabel: place == 0)
        }
        var rows: [[Value]] = []
        for start in stride(from: 0, to: values.count, by: width) {
            let row = Array(values[start..<min(start + width, values.count)])
            rows.append(row + [Value](repeating: .absent, count: width - row.count))
        }
        var writer = format.writer(columns, options)
        var text = ""
        writer.begin(&text)
        writer.write(rows[...], &text)
        guard writer.refusal(at: nil) == nil else { return }
        writer.end(ResultEnd(rows: rows.count, shown: rows.count, stages: []), &text)
        guard format.isHuman else { return }
        precondition(
            !text.unicodeScalars.contains { ControlText.isControl($0) && $0 != "\n" }, "\(format) lets through")
    }

    private static func value(_ bytes: ArraySlice<UInt8>) -> Value {
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        return switch (bytes.first ?? 0) % 8 {
        case 0: .absent
        case 1: .int(Int64(truncatingIfNeeded: text.hashed))
        case 2: .float(Double(bitPattern: UInt64(text.hashed)))
        case 3: .list([.text(text), .absent, .text(text)])
        case 4:
            .decimal(
                ExactDecimal(mantissa: Int128(truncatingIfNeeded: text.hashed), scale: bytes.last.map { $0 % 39 } ?? 0))
        case 5: .enumeration(name: text, english: text, aliases: [text])
        default: .text(text)
        }
    }
}

extension String {
    /// The same in every process.
    fileprivate var hashed: UInt64 {
        utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
}
