import NaruEngine
import NaruSemantics

/// Finds types, fields and enum cases by the bytes of their names, because
/// every line of every record asks.
final class SchemaNames {
    private let words = TextInterner()
    private var typeByWord: [Int32: TypeID] = [:]
    /// Keyed by the type or enum in the upper half and the word in the lower.
    private var fieldByWord: [UInt64: FieldID] = [:]
    private var caseByWord: [UInt64: Int32] = [:]
    private var languageByWord: [Int32: UInt8] = [:]

    init(_ schema: Schema) {
        // No record is a claim: claims are what records are made of.
        for type in schema.types where schema.claims?.isBuiltIn(type.id) != true {
            for name in [type.name] + type.aliases { typeByWord[words.intern(name)] = type.id }
            for id in schema.allFields(of: type.id) where !schema[id].isInverse {
                for name in [schema[id].name] + schema[id].aliases {
                    fieldByWord[Self.key(type.id.index, words.intern(name))] = id
                }
            }
        }
        for enumeration in schema.enumerations {
            for (place, item) in enumeration.cases.enumerated() {
                for name in [item.name] + item.aliases {
                    caseByWord[Self.key(enumeration.id.index, words.intern(name))] = Int32(place)
                }
            }
        }
        for (place, language) in schema.languages.enumerated() {
            languageByWord[words.intern(language)] = UInt8(truncatingIfNeeded: place)
        }
    }

    private static func key(_ scope: Int, _ word: Int32) -> UInt64 {
        UInt64(scope) << 32 | UInt64(UInt32(bitPattern: word))
    }

    func type(_ name: Bytes) -> TypeID? { words.find(name).flatMap { typeByWord[$0] } }

    func field(_ name: Bytes, of type: TypeID) -> FieldID? {
        words.find(name).flatMap { fieldByWord[Self.key(type.index, $0)] }
    }

    /// For each word the place of the case that it names, or -1.
    func places(in enumeration: EnumerationID) -> [Int32] {
        (0..<Int32(words.count)).map { caseByWord[Self.key(enumeration.index, $0)] ?? -1 }
    }

    /// The same for one word, given the places of all.
    func place(ofCase name: Bytes, in enumeration: EnumerationID, _ places: [Int32]) -> Int32? {
        guard let word = words.find(name) else { return nil }
        guard word >= 0 else { return caseByWord[Self.key(enumeration.index, word)] }
        return places[Int(word)] < 0 ? nil : places[Int(word)]
    }

    func place(ofCase name: Bytes, in enumeration: EnumerationID) -> Int32? {
        words.find(name).flatMap { caseByWord[Self.key(enumeration.index, $0)] }
    }

    func language(_ name: Bytes) -> UInt8? { words.find(name).flatMap { languageByWord[$0] } }
}
