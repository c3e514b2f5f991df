public import Naru
import NaruEngine
import NaruSemantics
import NaruSyntax

/// What a picture of a result is to be.
///
///     try result.svg(.timeline).hasPrefix("<svg")    // true
public struct PictureKind: RawRepresentable, Hashable, Sendable {
    /// The name that `--chart` knows.
    public let rawValue: String
    /// By its name, also of one that does not exist yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A name and numbers.
    public static let bars = PictureKind(rawValue: "bars")
    /// Times and numbers.
    public static let line = PictureKind(rawValue: "line")
    /// Times and a name.
    public static let timeline = PictureKind(rawValue: "timeline")
    /// Two numbers.
    public static let scatter = PictureKind(rawValue: "scatter")
    /// Two ends of links, or paths.
    public static let network = PictureKind(rawValue: "network")
}

extension QueryResult {
    /// The result as a picture: SVG, one text that asks nothing of anybody else,
    /// with the same bytes for the same result.
    ///
    /// What is drawn follows from the columns' types; `kind` asks for another
    /// picture. Below it stands how many rows there are and what isn't drawn, so
    /// the stages are counted, as `counts` does. Names and numbers are in the
    /// session's language.
    ///
    ///     let svg = try result.svg(title: "Partners of Siheung")
    ///
    /// - Parameters:
    ///   - kind: nil for what suits the columns.
    ///   - title: stands above it; nil for the comment above the query.
    ///   - theme: the ground; otherwise light or dark as whoever looks has it.
    ///   - width: in pixels, at least 240. The height follows from what there is.
    /// - Throws: where the columns don't give the picture, with the ones it needs;
    ///   `limitReached` and `cancelled`, as a run does.
    public func svg(
        _ kind: PictureKind? = nil, title: String? = nil, theme: PictureTheme = .automatic, width: Int = 800
    ) throws(NaruError) -> String {
        let source = query.compilation.source
        let span = query.query.query.span
        var options = PictureOptions()
        options.language = Language(rawValue: query.session.language ?? "") ?? .english
        options.title = title ?? (span.text == 0 ? QueryComment.title(of: source, at: span.start) : nil)
        options.theme = theme
        options.width = Double(Swift.min(Swift.max(width, 240), 10_000))
        let end = ResultEnd(rows: count, shown: count, stages: try counts)
        do throws(PictureProblem) {
            let kind = try kind.map { kind throws(PictureProblem) in try ChartKind.named(kind) }
            let picture = try Picture(figureColumns, of: query.query.query, kind: kind)
            return try picture.svg(rows.map { row in row.stored }, end, options)
        } catch {
            throw NaruError([error.diagnostic(at: span)], in: source)
        }
    }

    private var figureColumns: [FigureColumn] {
        zip(query.query.resultColumns, columns).map {
            FigureColumn(name: $1.name, title: $1.name, type: $1.type, valueType: $0.type)
        }
    }
}

extension ChartKind {
    fileprivate static func named(_ kind: PictureKind) throws(PictureProblem) -> ChartKind {
        guard let known = ChartKind(rawValue: kind.rawValue) else { throw .unknownKind(kind.rawValue) }
        return known
    }
}
