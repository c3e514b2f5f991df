import Naru
import NaruEngine
import NaruPictures
import NaruSyntax

/// Writes a result as a graph once its rows are there, so that nodes stand
/// before the edges that name them.
struct GraphWriter: ResultWriter {
    private let options: FormatOptions
    private var rows: [[NaruEngine.Value]] = []

    init(options: FormatOptions) { self.options = options }

    func begin(_ out: inout String) {}

    mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) { self.rows += rows }

    func end(_ end: ResultEnd, _ out: inout String) {
        out += options.picture.picture?.graphML(rows, options.language) ?? ""
    }
}
