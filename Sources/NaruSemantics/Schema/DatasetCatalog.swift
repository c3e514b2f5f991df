/// What the checker may ask of a loaded dataset.
package protocol DatasetCatalog: Sendable {
    var schema: Schema { get }
    /// Whether any source has a date of publication.
    var hasDatedSources: Bool { get }
    /// Whether any quantity of the dataset has this unit.
    func hasUnit(_ unit: String) -> Bool
    /// Entities of `type` or a subtype whose id, label or alias equals `text`,
    /// folded; if there is none, those whose name does but for the official
    /// suffix of a Korean place.
    func entities(named text: String, in type: TypeID) -> [EntityMatch]
    func entity(id: String, in type: TypeID) -> EntityMatch?
    /// Every name (id, label, alias) in `type`, for suggestions.
    func names(in type: TypeID) -> [String]
    /// Some of those that begin with a text, in time for someone who is typing.
    func names(in type: TypeID, startingWith text: String, atMost limit: Int) -> [String]
    /// How many entities a type has.
    func count(of type: TypeID) -> Int
    /// Values of a field that are spelt nearly like a text which is none of them.
    func texts(near text: String, in field: FieldID) -> [String]
}

extension DatasetCatalog {
    package func texts(near text: String, in field: FieldID) -> [String] { [] }

    package func names(in type: TypeID, startingWith text: String, atMost limit: Int) -> [String] {
        Array(names(in: type).lazy.filter { $0.hasPrefix(text) }.prefix(limit))
    }

    package func count(of type: TypeID) -> Int { names(in: type).count }
}

package struct EntityMatch: Hashable, Sendable {
    package var number: EntityNumber
    package var type: TypeID
    package var id: String
    package var label: String

    package init(number: EntityNumber, type: TypeID, id: String, label: String) {
        self.number = number
        self.type = type
        self.id = id
        self.label = label
    }
}

/// The dense number of an entity in its dataset: types stand in schema order,
/// so the entities of a type and its subtypes are one contiguous run.
package typealias EntityNumber = Int32
