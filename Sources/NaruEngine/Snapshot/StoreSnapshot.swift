import NaruSemantics
package import NaruSyntax

/// A part of a snapshot that is read and checked by itself.
package enum SnapshotPart: Hashable, Sendable {
    /// Types, prelude and counts: all that opening needs.
    case head
    case texts, textOffsets, textsBetween, ids, idOrder, names, claims
    case column(Int)

    /// What stands for it in the file, and in messages.
    package var number: UInt64 {
        switch self {
        case .head: 0
        case .texts: 1
        case .textOffsets: 2
        case .ids: 3
        case .idOrder: 4
        case .claims: 5
        case .textsBetween: 6
        case .names: 7
        case .column(let field): 16 + UInt64(field)
        }
    }

    /// Whether its numbers and texts are read where they lie, so that it is
    /// checked in sections.
    package var isSectioned: Bool {
        switch self {
        case .texts, .textOffsets, .textsBetween, .ids, .names: true
        case .head, .idOrder, .claims, .column: false
        }
    }

    package var name: String {
        switch self {
        case .head: "head"
        case .texts, .textOffsets, .textsBetween: "texts"
        case .ids, .idOrder: "ids"
        case .names: "names"
        case .claims: "claims"
        case .column(let field): "column \(field + 1)"
        }
    }
}

/// Where the parts of a snapshot are read from. What it gives doesn't change,
/// whatever becomes of the file.
package protocol SnapshotSource: AnyObject, Sendable {
    /// As messages call it.
    var name: String { get }
    /// The bytes of a part, whose checksum has been found right; empty where the
    /// file has no such part.
    func bytes(of part: SnapshotPart) throws(StoreDamage) -> SnapshotMemory
    /// The bytes of a sectioned part, which are checked as they are looked at;
    /// `noteDamage` is told what is found wrong later.
    func sections(
        of part: SnapshotPart, noteDamage: @escaping @Sendable () -> Void
    ) throws(StoreDamage) -> SnapshotSections
}

/// What opening a snapshot reads; the rest waits until it is asked for.
package struct SnapshotHead: Sendable {
    package var name: String
    package var prelude: [SourceText]
    var schema: Schema
    /// As in `EntityIDs`.
    var starts: [Int32]
    var firstNumbers: [Int?]
    /// How many texts are written, how many of them before all numbers and how
    /// many among them, and the limit below which all numbers are texts.
    var writtenTexts: Int
    var lowTexts: Int
    var textsBetween: Int
    var numbers: Int
    var claims: Int
    var citations: Int
    var hasIDOrder: Bool

    var entities: Int { Int(starts.last ?? 0) }
    var texts: Int { writtenTexts + numbers }
    /// As in `Store`; without the built-in types, which have none.
    var ranges: [Range<Int32>] { schema.types.map { starts[$0.id.index]..<starts[$0.subtreeEnd] } }
}

extension Store {
    /// The parts of this dataset in the order they are written. Each is made
    /// when it is its turn, so that no two are held.
    package var snapshotParts: [SnapshotPart] {
        [.head, .texts, .textOffsets, .textsBetween, .ids, .idOrder, .names]
            + schema.fields.filter(isStored).map { .column($0.id.index) }
            + [.claims]
    }

    package func snapshot(of part: SnapshotPart, name: String, prelude: [SourceText]) -> [UInt8] {
        var output = SnapshotOutput()
        switch part {
        case .head: putHead(name, prelude, into: &output)
        case .texts: return texts.writtenTexts.allBytes
        case .textOffsets: output.put(texts.writtenTexts.offsets)
        case .textsBetween: output.put(texts.codesBetween)
        case .ids: output.put(ids.codes)
        case .names:
            output.put(names.hashes)
            output.put(names.codes)
            output.put(names.offsets)
            output.put(names.entities)
        case .idOrder: output.put(idOrder ?? [])
        case .claims: output.put(claims)
        case .column(let field): output.put(wholeColumn(of: FieldID(field)))
        }
        return output.bytes
    }

    private func isStored(_ field: Field) -> Bool { schema.claims?.role(of: field.id) == nil }

    private func putHead(_ name: String, _ prelude: [SourceText], into output: inout SnapshotOutput) {
        output.put(name)
        output.put(prelude)
        output.put(schema)
        output.put(ids.starts)
        output.put(ids.firstNumbers.map { Int64($0 ?? -1) })
        output.put(texts.writtenTexts.count)
        output.put(texts.counts.low)
        output.put(texts.codesBetween.count)
        output.put(texts.counts.numbers)
        output.put(claims.claims.count)
        output.put(claims.citations.count)
        output.put(idOrder != nil)
    }
}

extension SnapshotHead {
    package init(_ source: some SnapshotSource) throws(StoreDamage) {
        var input = SnapshotInput(try source.bytes(of: .head), part: SnapshotPart.head.name)
        name = try input.text()
        prelude = try input.sourceTexts()
        schema = try input.schema()
        starts = try input.numbers(Int32.self)
        let first = try input.numbers(Int64.self, count: starts.count - 1)
        firstNumbers = first.map { $0 < 0 ? nil : Int($0) }
        writtenTexts = try input.int(below: Int(Int32.max))
        lowTexts = try input.int(below: writtenTexts + 1)
        textsBetween = try input.int(below: writtenTexts - lowTexts + 1)
        numbers = try input.int(below: Int(Int32.max) - writtenTexts)
        claims = try input.int(below: Int(Int32.max))
        citations = try input.int(below: Int(Int32.max))
        hasIDOrder = try input.bool()
        guard schema.isSound, areIDsSound else { throw input.damage }
    }
}

extension SnapshotHead {
    /// Whether each type has its run of entities, and consecutive ids their texts.
    private var areIDsSound: Bool {
        guard starts.count == schema.types.count + 1, starts.first == 0, entities == 0 || texts > 0 else {
            return false
        }
        return firstNumbers.indices.allSatisfy { type in
            let count = Int(starts[type + 1]) - Int(starts[type])
            return count >= 0 && firstNumbers[type].map { $0 <= numbers - count } ?? true
        }
    }
}

extension Field.Content {
    fileprivate var isLink: Bool { if case .link = self { true } else { false } }
}

extension Schema {
    /// Whether every number in it leads to something.
    fileprivate var isSound: Bool {
        let (types, fields) = (types.indices, fields.indices)
        let areTypesSound = self.types.allSatisfy { type in
            type.subtreeEnd > type.id.index && type.subtreeEnd <= types.upperBound
                && type.parent.map { $0.index >= 0 && $0 < type.id } ?? true
                && type.fields.allSatisfy { fields.contains($0.index) && self.fields[$0.index].owner == type.id }
        }
        let areFieldsSound = self.fields.allSatisfy { field in
            types.contains(field.owner.index) && isSound(field.content)
                && field.inverse.map { isSound(inverse: $0, of: field) } ?? true
        }
        let areClaimsSound =
            claims.map { claims in
                types.contains(claims.claim.index) && types.contains(claims.citation.index)
                    && claims.firstField >= 0 && claims.firstField <= fields.count - claims.roles.count
            } ?? true
        return !types.isEmpty && !languages.isEmpty && areTypesSound && areFieldsSound && areClaimsSound
    }

    /// Both are links, and one of them is written.
    private func isSound(inverse: FieldID, of field: Field) -> Bool {
        guard fields.indices.contains(inverse.index) else { return false }
        let other = fields[inverse.index]
        return other.content.isLink && field.content.isLink && other.isInverse != field.isInverse
    }

    private func isSound(_ content: Field.Content) -> Bool {
        switch content {
        case .enumeration(let id): enumerations.indices.contains(id.index)
        case .link(let targets): !targets.isEmpty && targets.allSatisfy { types.indices.contains($0.index) }
        case .bool, .int, .decimal, .float, .text, .date, .period, .duration, .geo, .quantity: true
        }
    }
}
