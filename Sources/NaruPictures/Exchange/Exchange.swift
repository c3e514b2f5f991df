package import Naru
package import NaruEngine
package import NaruSyntax

/// A file format of other tools that draw.
package enum ExchangeFormat: String, CaseIterable, Hashable, Sendable {
    case graphml, gexf, dot, geojson, kml, mermaid

    /// Endings of files, the usual one first.
    package var endings: [String] {
        switch self {
        case .graphml, .gexf, .geojson, .kml: [rawValue]
        case .dot: ["dot", "gv"]
        case .mermaid: ["mmd", "mermaid"]
        }
    }
}

/// A result as a file for another tool. Whether it can be one follows from its
/// columns, so that is known before there are rows.
package struct Exchange: Sendable {
    private enum Content: Sendable {
        case graphML(NetworkColumns), gexf(NetworkColumns), dot(NetworkColumns), mermaid(NetworkColumns)
        case geoJSON(MapColumns), kml(MapColumns)
        case timeline(TimelineColumns)
    }

    private let columns: [FigureColumn]
    private let content: Content

    /// - Parameter places: which types of the dataset have coordinates.
    package init(_ columns: [FigureColumn], as format: ExchangeFormat, places: PlaceFields?) throws(PictureProblem) {
        self.columns = columns
        func network() throws(PictureProblem) -> NetworkColumns {
            guard let network = NetworkColumns(columns, isEvident: false) else { throw .columns(.network, columns) }
            return network
        }
        func map() throws(PictureProblem) -> MapColumns {
            guard let map = MapColumns(columns, places) else { throw .noPlaces(columns) }
            return map
        }
        switch format {
        case .graphml: content = .graphML(try network())
        case .gexf: content = .gexf(try network())
        case .dot: content = .dot(try network())
        case .geojson: content = .geoJSON(try map())
        case .kml: content = .kml(try map())
        case .mermaid:
            let evident = NetworkColumns(columns, isEvident: true)
            if evident == nil, let timeline = TimelineColumns(columns) {
                content = .timeline(timeline)
            } else {
                content = .mermaid(try network())
            }
        }
    }

    package func text(
        _ rows: [[NaruEngine.Value]], title: String?, language: Language, lookup: EntityLookup?
    ) throws(ExchangeFailure) -> String {
        let table = FigureTable(columns: columns, rows: rows, end: nil, language: language)
        let name = title ?? "naru"
        do throws(NaruError) {
            switch content {
            case .graphML(let network): return GraphMLText.text(try ExchangeGraph(table, network, lookup), title: name)
            case .gexf(let network): return GEXFText.text(try ExchangeGraph(table, network, lookup), title: name)
            case .dot(let network): return DOTText.text(try ExchangeGraph(table, network, lookup), title: name)
            case .geoJSON(let map): return GeoJSONText.text(try ExchangeFeatures(table, map, lookup), title: name)
            case .kml(let map): return KMLText.text(try ExchangeFeatures(table, map, lookup), title: name)
            case .mermaid(let network):
                let graph = try ExchangeGraph(table, network, nil)
                if graph.edges.count <= MermaidText.most { return MermaidText.text(graph) }
            case .timeline(let columns):
                if rows.count <= MermaidText.most { return MermaidText.text(table, columns, title: title) }
            }
        } catch {
            throw ExchangeFailure(error)
        }
        throw ExchangeFailure(.tooMuchForMermaid(rows.count))
    }
}

/// Why a result could not be written: what it is, or what asking the dataset met.
package struct ExchangeFailure: Error, Sendable {
    package let problem: PictureProblem?
    package let error: NaruError?

    init(_ problem: PictureProblem) {
        self.problem = problem
        error = nil
    }

    init(_ error: NaruError) {
        problem = nil
        self.error = error
    }
}
