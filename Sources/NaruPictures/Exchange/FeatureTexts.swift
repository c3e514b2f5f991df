import Naru
import NaruSyntax

/// GeoJSON (RFC 7946), as GDAL, QGIS and web maps read it.
enum GeoJSONText {
    static func text(_ features: ExchangeFeatures, title: String) -> String {
        let json = ValueJSON(language: nil)
        var text = "{\"type\": \"FeatureCollection\", \"name\": \(json.quoted(title)), \"features\": ["
        for (row, feature) in features.features.enumerated().whileAllowed {
            text += row == 0 ? "\n" : ",\n"
            let properties = features.columns.map { column in
                "\(json.quoted(column.name)): \(column.cells[row].map { value($0, json) } ?? "null")"
            }
            text += "  {\"type\": \"Feature\", \"geometry\": \(geometry(feature)), "
            text += "\"properties\": {\(properties.joined(separator: ", "))}}"
        }
        return text + (features.features.isEmpty ? "]}\n" : "\n]}\n")
    }

    private static func geometry(_ feature: ExchangeFeatures.Feature) -> String {
        guard let places = feature.places else { return "null" }
        let points = places.map {
            "[\(ExchangeColumn.Cell.digits($0.longitude)), \(ExchangeColumn.Cell.digits($0.latitude))]"
        }
        return points.count == 1
            ? "{\"type\": \"Point\", \"coordinates\": \(points[0])}"
            : "{\"type\": \"LineString\", \"coordinates\": [\(points.joined(separator: ", "))]}"
    }

    private static func value(_ cell: ExchangeColumn.Cell, _ json: ValueJSON) -> String {
        if case .text(let text) = cell { json.quoted(text) } else { cell.text }
    }
}

/// KML 2.2, as Google Earth, GDAL and QGIS read it.
enum KMLText {
    static func text(_ features: ExchangeFeatures, title: String) -> String {
        var xml = ExchangeMarkup()
        xml.begin("kml", [("xmlns", "http://www.opengis.net/kml/2.2")])
        xml.begin("Document")
        xml.leaf("name", [], title)
        xml.begin("Schema", [("id", "columns"), ("name", "columns")])
        for column in features.columns {
            xml.leaf("SimpleField", [("name", name(column)), ("type", type(column))])
        }
        xml.end()
        for (row, feature) in features.features.enumerated().whileAllowed {
            xml.begin("Placemark")
            xml.leaf("name", [], feature.name)
            time(feature.time, &xml)
            xml.begin("ExtendedData")
            xml.begin("SchemaData", [("schemaUrl", "#columns")])
            for column in features.columns {
                if let cell = column.cells[row] { xml.leaf("SimpleData", [("name", name(column))], cell.text) }
            }
            xml.end()
            xml.end()
            geometry(feature, &xml)
            xml.end()
        }
        xml.end()
        xml.end()
        return xml.text
    }

    /// Readers take fields of these names, in letters of any case, for the place's own.
    private static let meanings: Set<String> = [
        "name", "description", "timestamp", "begin", "end", "altitudemode", "tessellate", "extrude", "visibility",
        "draworder", "icon",
    ]

    private static func name(_ column: ExchangeColumn) -> String {
        meanings.contains(column.name.lowercased()) ? column.name + "_" : column.name
    }

    /// KML's integers have 32 bits.
    private static func type(_ column: ExchangeColumn) -> String {
        switch column.kind {
        case .truth: return "bool"
        case .integer:
            let isSmall = column.cells.allSatisfy { cell in
                if case .integer(let number)? = cell { Int32(exactly: number) != nil } else { true }
            }
            return isSmall ? "int" : "string"
        case .number: return "double"
        case .text: return "string"
        }
    }

    private static func time(_ time: TimeMark?, _ xml: inout ExchangeMarkup) {
        guard let days = time?.days else { return }
        xml.begin("TimeSpan")
        if let first = days.first { xml.leaf("begin", [], first) }
        if let last = days.last { xml.leaf("end", [], last) }
        xml.end()
    }

    private static func geometry(_ feature: ExchangeFeatures.Feature, _ xml: inout ExchangeMarkup) {
        guard let places = feature.places else { return }
        xml.begin(places.count == 1 ? "Point" : "LineString")
        if places.count > 1 { xml.leaf("tessellate", [], "1") }
        let points = places.map {
            "\(ExchangeColumn.Cell.digits($0.longitude)),\(ExchangeColumn.Cell.digits($0.latitude))"
        }
        xml.leaf("coordinates", [], points.joined(separator: " "))
        xml.end()
    }
}
