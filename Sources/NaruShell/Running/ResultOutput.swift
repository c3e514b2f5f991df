import Naru
import NaruData
import NaruEngine
import NaruPictures
import NaruSemantics
import NaruSyntax

/// Takes the rows of one result, writes them, and remembers why it could not.
final class ResultOutput {
    private(set) var failure: ShellFailure?
    /// How many rows were written.
    private(set) var shown = 0
    /// How many rows came, also behind the row limit.
    private(set) var received = 0
    private var writer: any ResultWriter
    private let options: RunOptions
    private let listener: any RunListener
    private var pending = ""
    private var hasBegun = false
    private let isFirst: Bool
    /// How many columns other formats show of evidence, which has more.
    private let visible: Int?
    /// Formats for people show fixed words in their language.
    private let wording: VocabularyWording?

    init(
        columns: [OutputColumn], evidence: EvidenceQuery? = nil, options: RunOptions, isFirst: Bool,
        listener: any RunListener
    ) {
        self.options = options
        self.listener = listener
        self.isFirst = isFirst
        if let evidence, options.format == .box {
            writer = EvidenceWriter(evidence, options: options.formatting)
            visible = nil
            wording = nil
        } else {
            var formatting = options.formatting
            formatting.isFirst = isFirst
            writer = options.format.writer(columns, formatting)
            visible = evidence?.visible
            wording =
                options.format.isHuman || options.format.isPicture
                ? VocabularyWording(columns.map(\.vocabulary), language: options.formatting.language) : nil
        }
    }

    /// Whether more rows are wanted. Rows behind the limit are counted, where
    /// somebody hears of it.
    func receive(_ rows: [[NaruEngine.Value]]) -> Bool {
        begin()
        received += rows.count
        let room = options.maximumRows.map { max(0, $0 - shown) } ?? rows.count
        let taken = rows.prefix(room).map { wording?.worded($0) ?? $0 }
        write(visible.map { visible in taken.map { Array($0.prefix(visible)) } } ?? taken)
        shown += taken.count
        pass()
        let isFull = options.formatting.isQuiet && options.maximumRows.map { shown >= $0 } ?? false
        return failure == nil && !isFull && !Signals.wasInterrupted
    }

    /// A few rows at a time, since they may hold long texts. What was not written
    /// for want of time is not missed: the run that gave it ends with its next batch.
    private func write(_ rows: [[NaruEngine.Value]]) {
        var start = 0
        while start < rows.count, start == 0 || !Allowance.isSpent {
            let end = min(start + Self.rowsAtATime, rows.count)
            writer.write(rows[start..<end], &pending)
            start = end
        }
    }

    private static let rowsAtATime = 64

    /// Why the format cannot show the rows that have come.
    func refusal(at span: Span?) -> Diagnostic? { writer.refusal(at: span) }

    func finish(_ end: ResultEnd) {
        begin()
        writer.end(end, &pending)
        // What was not written whole is not shown.
        guard !Allowance.isSpent else { return }
        if options.format == .png { passImage() } else { pass() }
        if failure == nil { listener.finish(end) }
    }

    private func begin() {
        guard !hasBegun else { return }
        hasBegun = true
        if !isFirst, options.format.separatesResults { pending += "\n" }
        writer.begin(&pending)
    }

    /// The picture that was drawn, as dots.
    private func passImage() {
        guard failure == nil else { return }
        do {
            try listener.write(try ImageConverter.png(of: pending))
        } catch {
            failure = error
        }
        pending = ""
    }

    private func pass() {
        guard failure == nil else { return }
        do {
            try listener.write(pending)
        } catch {
            failure = error
        }
        pending = ""
    }
}

/// The last query that ran to its end, with what is needed to ask more of it.
struct FinishedQuery {
    var query: OutputQuery
    var compilation: Compilation
    var parameters: [String: ParameterInput]
    /// As it was when the query ran.
    var session: Session
    var columns: [OutputColumn]
    var result: KeptResult
    var end: ResultEnd

    /// Writes the result once more.
    func write(with options: RunOptions, to listener: any RunListener) throws(ShellFailure) {
        var options = options
        if options.format.holdsOneResult {
            do throws(PictureProblem) {
                try options.formatting.picture.prepare(
                    query, columns, compilation.source, as: options.format, in: session)
            } catch {
                throw ShellFailure(.failed, [error.diagnostic(at: nil)])
            }
        }
        let output = ResultOutput(
            columns: columns, evidence: query.evidence, options: options, isFirst: true, listener: listener)
        var start = 0
        while start < result.count {
            let next = start..<min(start + 2048, result.count)
            start = next.upperBound
            guard output.receive(result.values(next)) else { break }
        }
        if Signals.wasInterrupted { return }
        var end = end
        end.shown = output.shown
        if let refusal = output.refusal(at: nil) { throw ShellFailure(.failed, [refusal]) }
        output.finish(end)
        if let failure = output.failure { throw failure }
    }

    /// What one row rests on.
    func evidence(ofRow row: Int) throws(RunFailure) -> [RowEvidence] {
        try session.evidence(of: query, in: compilation, given: parameters, rows: row..<row + 1).first ?? []
    }
}
