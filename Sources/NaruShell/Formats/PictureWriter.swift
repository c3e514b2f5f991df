import Naru
import NaruEngine
import NaruPictures
import NaruSemantics
import NaruSyntax

/// What is asked of pictures, and the one that a query's columns give.
struct PictureSettings {
    var kind: ChartKind?
    var title: String?
    /// That of the query which runs.
    private(set) var picture: Picture?
    /// The same for another tool's file.
    private(set) var exchange: Exchange?
    private(set) var lookup: EntityLookup?
    private(set) var comment: String?

    /// Whether anything is asked that only pictures have.
    var isAsked: Bool { kind != nil || title != nil }

    /// Refuses a query whose columns can't be drawn, before it runs.
    mutating func prepare(
        _ query: OutputQuery, _ columns: [OutputColumn], _ source: SourceText, as format: OutputFormat,
        in session: Session
    ) throws(PictureProblem) {
        let figures = zip(query.resultColumns, columns).map {
            FigureColumn(name: $1.name, title: $1.title, type: $1.type, valueType: $0.type)
        }
        (picture, exchange) = (nil, nil)
        lookup = EntityLookup(session)
        if let exchanged = format.exchange {
            exchange = try Exchange(figures, as: exchanged, places: PlaceFields(session.dataset))
        } else {
            picture = try Picture(figures, of: query.query, kind: kind)
        }
        let span = query.query.span
        comment = span.text == 0 ? QueryComment.title(of: source, at: span.start) : nil
    }
}

/// Draws a result once its rows are there.
struct PictureWriter: ResultWriter {
    private let options: FormatOptions
    private var rows: [[NaruEngine.Value]] = []

    init(options: FormatOptions) { self.options = options }

    func begin(_ out: inout String) {}

    mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) { self.rows += rows }

    /// The rows decide whether amounts have one scale.
    func refusal(at span: Span?) -> Diagnostic? {
        do throws(PictureProblem) {
            _ = try svg(nil)
            return nil
        } catch {
            return error.diagnostic(at: span)
        }
    }

    func end(_ end: ResultEnd, _ out: inout String) {
        // Whoever writes asks for a refusal first.
        out += (try? svg(end)) ?? ""
    }

    private func svg(_ end: ResultEnd?) throws(PictureProblem) -> String {
        let settings = options.picture
        guard let picture = settings.picture else { return "" }
        var look = PictureOptions()
        look.language = options.language
        look.title = settings.title ?? settings.comment
        look.isQuiet = options.isQuiet
        return try picture.svg(rows, end, look)
    }
}

/// Writes a result as a file for other tools once its rows are there.
struct ExchangeWriter: ResultWriter {
    private let options: FormatOptions
    private var rows: [[NaruEngine.Value]] = []
    /// Whoever writes asks for a refusal first, and that is known once all is made.
    private let made = Made()

    private final class Made {
        var text = ""
    }

    init(options: FormatOptions) { self.options = options }

    func begin(_ out: inout String) {}

    mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) { self.rows += rows }

    func refusal(at span: Span?) -> Diagnostic? {
        let settings = options.picture
        do throws(ExchangeFailure) {
            made.text =
                try settings.exchange?.text(
                    rows, title: settings.title ?? settings.comment, language: options.language,
                    lookup: settings.lookup) ?? ""
            return nil
        } catch {
            return error.problem?.diagnostic(at: span) ?? error.error?.diagnostics.first?.stored
        }
    }

    func end(_ end: ResultEnd, _ out: inout String) { out += made.text }
}
