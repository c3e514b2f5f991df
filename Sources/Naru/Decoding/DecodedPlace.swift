import NaruEngine
import NaruSemantics
import NaruSyntax

/// What stands at one place of a row: its static type and, once there are
/// rows, a value.
///
/// Before the rows a type is decoded once from places without values, which
/// only asks whether the types agree.
struct DecodedPlace {
    /// `city`, `cities.name`: as messages call it.
    var name: String
    /// Its name within its row or record.
    var fieldName = ""
    var type: ValueType
    /// Nil where only types are compared.
    var value: NaruEngine.Value?
    /// From 0.
    var row: Int
    var schema: Schema
    /// A whole row, of which a type without properties reads the only column.
    var isRow = false

    /// Whether there is surely no value; sets and lists are empty instead.
    var isNil: Bool { isAbsent && type.cardinality != .many }

    /// What a type without properties is read from.
    func alone() -> DecodedPlace {
        guard isRow, let fields = fields() else { return self }
        if fields.count == 1 { return fields[0] }
        var record = self
        record.name = fields.map(\.name).joined(separator: ", ")
        record.isRow = false
        return record
    }

    var isAbsent: Bool { value == .absent }

    /// Its type as messages write it, `text?`.
    var typeText: String { schema.describe(type) }

    /// The fields of a record; nil for other types.
    func fields() -> [DecodedPlace]? {
        guard type.cardinality != .many, case .record(let fields) = type.type else { return nil }
        var values: [NaruEngine.Value?] = Array(repeating: nil, count: fields.count)
        if case .record(let stored)? = value { values = stored.map(\.value) }
        return zip(fields, values).map { field, value in
            DecodedPlace(
                name: name.isEmpty ? field.name : "\(name).\(field.name)", fieldName: field.name, type: field.type,
                value: value, row: row,
                schema: schema)
        }
    }

    /// The elements of a value of many; where only types are compared, one.
    func elements() -> [DecodedPlace]? {
        guard type.cardinality == .many else { return nil }
        var element = self
        element.type = ValueType(type.type)
        guard let value else { return [element] }
        guard case .list(let items) = value else { return [] }
        return items.map { item in
            element.value = item
            return element
        }
    }

    func mismatch(_ wanted: DecodedShape) -> NaruError {
        NaruError([.mismatch(column: name, type: typeText, wanted: wanted.message)])
    }

    func absence(_ wanted: DecodedShape) -> NaruError {
        NaruError([.absent(column: name, type: typeText, wanted: wanted.message, row: row)])
    }
}

/// What a `Decodable` type asks for.
enum DecodedShape {
    case type(Any.Type)
    case record, list

    var message: Message {
        switch self {
        case .type(let type): Message("\(type)", ko: "\(type)")
        case .record: Message("a type with properties", ko: "속성이 있는 유형")
        case .list: Message("a list", ko: "목록")
        }
    }
}
