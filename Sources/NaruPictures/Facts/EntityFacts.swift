package import Naru
import NaruEngine
import NaruSemantics
import NaruSyntax

/// One record of a dataset.
struct EntityKey: Hashable, Sendable {
    let type: String
    let id: String

    init(_ entity: EntityValue) {
        type = entity.type
        id = entity.id
    }
}

/// A place on the earth, in degrees.
struct GeoPlace: Hashable, Sendable {
    let latitude: Double
    let longitude: Double

    /// Nil where there is no such place.
    init?(latitude: Double, longitude: Double) {
        guard latitude.magnitude <= 90, longitude.magnitude <= 180 else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    init?(_ value: NaruEngine.Value) {
        guard case .geo(let latitude, let longitude) = value else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }
}

/// What a dataset says of an entity beside its label.
struct EntityFacts: Hashable, Sendable {
    var place: GeoPlace?
    /// What its record rests on: titles of articles, or lines of files.
    var sources: [String] = []
}

/// Which fields of a dataset's types say where something is.
package struct PlaceFields: Sendable {
    private let schema: Schema

    package init(_ dataset: Dataset) { schema = dataset.schema }

    private static let latitudes: Set<String> = ["latitude", "lat", "위도"]
    private static let longitudes: Set<String> = ["longitude", "lon", "lng", "long", "경도"]

    static func isLatitude(_ name: String) -> Bool { latitudes.contains(name.lowercased()) }
    static func isLongitude(_ name: String) -> Bool { longitudes.contains(name.lowercased()) }

    /// Whether records of a type, or of a subtype, can have coordinates.
    func has(_ type: TypeID) -> Bool {
        (type.index..<max(schema[type].subtreeEnd, type.index + 1)).contains { expression(TypeID($0)) != nil }
    }

    /// What gives the coordinates of a record: a field, or two numbers.
    fileprivate func expression(_ type: TypeID) -> [String]? {
        let fields = single(type)
        if let place = fields.first(where: { $0.content == .geo }) { return [Notation.name(place.name)] }
        let numbers = fields.filter { [.float, .decimal, .int].contains($0.content) }
        guard let latitude = numbers.first(where: { Self.isLatitude($0.name) }),
            let longitude = numbers.first(where: { Self.isLongitude($0.name) })
        else { return nil }
        return [Notation.name(latitude.name), Notation.name(longitude.name)]
    }

    fileprivate func type(named name: String) -> EntityType? { schema.types.first { $0.name == name } }

    private func single(_ type: TypeID) -> [Field] {
        schema.allFields(of: type).map { schema[$0] }.filter { !$0.isMany && !$0.isLocalized }
    }
}

/// Asks a dataset about the entities of a result, by queries as anyone would
/// write them, under the session's views and limits.
package struct EntityLookup: Sendable {
    private let session: Session
    let fields: PlaceFields

    package init(_ session: Session) {
        self.session = session
        fields = PlaceFields(session.dataset)
    }

    func facts(of entities: Set<EntityKey>) throws(NaruError) -> [EntityKey: EntityFacts] {
        var facts: [EntityKey: EntityFacts] = [:]
        let types = Dictionary(grouping: entities, by: \.type)
        for (name, keys) in types.sorted(by: { $0.key < $1.key }) {
            guard let type = fields.type(named: name) else { continue }
            for (id, found) in try rows(of: type, ids: keys.map(\.id).sorted()) {
                facts[EntityKey(type: name, id: id)] = found
            }
        }
        return facts
    }

    private func rows(of type: EntityType, ids: [String]) throws(NaruError) -> [(String, EntityFacts)] {
        let place = fields.expression(type.id) ?? []
        let columns = ["id", "s: sources(it)"] + place.enumerated().map { "p\($0): \($1)" }
        let text = """
            param ids: text*
            dataset.\(Notation.name(type.plural)) | where id in $ids | select \(columns.joined(separator: ", "))
            """
        let prepared = try session.prepare(text)
        let found = Found()
        do throws(RunFailure) {
            try prepared.rows(["ids": .value(.list(ids.map { .text($0) }))]) { rows in
                found.rows += rows
                return true
            }
        } catch {
            throw NaruError(error, in: nil)
        }
        return found.rows.compactMap { row in
            guard case .text(let id) = row[0] else { return nil }
            var facts = EntityFacts()
            facts.sources = sources(row[1])
            facts.place = EntityLookup.place(Array(row[2...]))
            return (id, facts)
        }
    }

    private func sources(_ value: NaruEngine.Value) -> [String] {
        guard case .list(let items) = value else { return [] }
        let plain = PlainText(language: session.language)
        return items.compactMap { plain.text($0) }
    }

    static func place(_ values: [NaruEngine.Value]) -> GeoPlace? {
        if values.count == 1 { return GeoPlace(values[0]) }
        guard values.count == 2, let latitude = Measure(values[0]), let longitude = Measure(values[1]) else {
            return nil
        }
        return GeoPlace(latitude: latitude.middle, longitude: longitude.middle)
    }
}

private final class Found {
    var rows: [[NaruEngine.Value]] = []
}

extension EntityKey {
    fileprivate init(type: String, id: String) {
        self.type = type
        self.id = id
    }
}
