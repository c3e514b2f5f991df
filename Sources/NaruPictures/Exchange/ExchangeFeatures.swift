import Naru
import NaruEngine

/// A result as places, or lines between two of them: one for each row.
struct ExchangeFeatures: Sendable {
    struct Feature: Sendable {
        let name: String
        /// One place, or both ends of a line; nil where the dataset doesn't say.
        let places: [GeoPlace]?
        let time: TimeMark?
    }

    let isLines: Bool
    private(set) var features: [Feature] = []
    let columns: [ExchangeColumn]
    var withoutPlace: Int { features.count { $0.places == nil } }

    init(_ table: FigureTable, _ map: MapColumns, _ lookup: EntityLookup?) throws(NaruError) {
        isLines = map.ends.count == 2
        columns = ExchangeColumn.all(of: table, but: [])
        let places = try MapPlaces(table, map, lookup)
        let time = table.columns.indices.first { table.columns[$0].isTime }
        for row in table.rows.indices {
            let ends = map.ends.indices.map { places.place(row, $0) }
            features.append(
                Feature(
                    name: map.names.map { table.text(row, $0) }.joined(separator: " – "),
                    places: ends.contains(nil) ? nil : ends.compactMap { $0 },
                    time: time.flatMap { table.time(row, $0) }))
        }
    }
}

/// Where the ends of rows are.
struct MapPlaces {
    private let table: FigureTable
    private let map: MapColumns
    private(set) var facts: [EntityKey: EntityFacts] = [:]

    init(_ table: FigureTable, _ map: MapColumns, _ lookup: EntityLookup?) throws(NaruError) {
        self.table = table
        self.map = map
        var keys: Set<EntityKey> = []
        for end in map.ends {
            guard case .entity(let column) = end else { continue }
            for row in table.rows { if case .entity(let entity) = row[column] { keys.insert(EntityKey(entity)) } }
        }
        if let lookup, !keys.isEmpty { facts = try lookup.facts(of: keys) }
    }

    func place(_ row: Int, _ end: Int) -> GeoPlace? {
        switch map.ends[end] {
        case .entity(let column):
            if case .entity(let entity) = table.rows[row][column] { facts[EntityKey(entity)]?.place } else { nil }
        case .place(let column): GeoPlace(table.rows[row][column])
        case .numbers(let latitude, let longitude):
            EntityLookup.place([table.rows[row][latitude], table.rows[row][longitude]])
        }
    }
}
