package import NaruEngine

/// As CSV, with tabs.
package struct TSVWriter: ResultWriter {
    private let rows: CSVWriter

    package init(columns: [OutputColumn], options: FormatOptions) {
        rows = CSVWriter(columns: columns, options: options, separator: UInt8(ascii: "\t"))
    }

    package func begin(_ out: inout String) { rows.begin(&out) }
    package func write(_ batch: ArraySlice<[Value]>, _ out: inout String) { rows.write(batch, &out) }
    package func end(_ end: ResultEnd, _ out: inout String) {}
}
