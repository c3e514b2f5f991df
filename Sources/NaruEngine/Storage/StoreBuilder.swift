package import NaruSemantics

/// Collects a dataset and builds its `Store`.
///
/// Entities first get *arrival numbers*, in the order they are added; texts get
/// provisional codes of `texts`. Columns and claims speak in these, and `build`
/// turns them into the final ones once everything is known.
package final class StoreBuilder {
    package let schema: Schema
    package let texts = TextInterner()
    /// Texts that parts of columns have collected for themselves.
    private(set) var collected: [TextInterner] = []
    /// In arrival numbers and provisional text codes until `build`.
    @exclusivity(unchecked) package var claims = ClaimTable()
    @exclusivity(unchecked) private(set) var arrivals = Arrivals()
    var parts: [[ColumnPart]]
    /// For each type the topmost ancestor below `entity`: ids are unique in it.
    package let idSpaces: [TypeID]

    package init(schema: Schema) {
        self.schema = schema
        parts = [[ColumnPart]](repeating: [], count: schema.fields.count)
        idSpaces = schema.types.map { type in
            var space = type
            while let parent = space.parent, parent != .entity { space = schema[parent] }
            return space.id
        }
    }

    package var entityCount: Int { Int(arrivals.count) }

    /// The types by arrival.
    package func type(of arrival: Int32) -> TypeID { arrivals.type(of: arrival) }

    /// An arrival's id.
    package func id(of arrival: Int32) -> String {
        let (number, code) = arrivals.id(of: arrival)
        return number.map { String($0) } ?? texts[code]
    }

    /// Adds an entity whose id has the text code `id`; returns its arrival
    /// number, or the one that has the id already.
    package func addEntity(_ type: TypeID, id: Int32) -> (arrival: Int32, isNew: Bool) {
        if let known = arrival(id: id, in: idSpaces[type.index]) { return (known, false) }
        texts.noteReference(id)
        return (arrivals.add(type, id: id), true)
    }

    /// Adds entities whose ids count up from `number`, if none of them is taken.
    package func addEntities(_ type: TypeID, idsFrom number: Int, count: Int) -> Bool {
        let space = idSpaces[type.index]
        let types = space.index..<schema[space].subtreeEnd
        guard number >= 0, number + count <= Int(Int32.max), !arrivals.hasAny(of: types) else { return false }
        arrivals.add(type, number: number, count: count)
        return true
    }

    package func reserve(_ more: Int) { arrivals.reserve(more) }

    /// The entity of `type` or a subtype with this id; the last one added.
    package func arrival(id: Int32, in type: TypeID) -> Int32? {
        arrivals.last(id: id, number: number(id), among: type.index..<schema[type].subtreeEnd)
    }

    /// Every entity with this id, the last added first.
    package func arrivals(id: Int32) -> [Int32] { arrivals.all(id: id, number: number(id)) }

    /// The number that a text is.
    private func number(_ code: Int32) -> Int? {
        if code < 0 { return code == TextInterner.noText ? nil : Int(~code) }
        return texts.withBytes(of: code) { text in
            text.count > 10 ? nil : IDKey.canonicalInteger(text).map { Int($0) }
        }
    }

    /// Finds many entities of the targets, which are known all by now.
    package func finder(of targets: [TypeID]) -> LinkFinder {
        LinkFinder(targets.map { ArrivalFinder(arrivals, among: $0.index..<schema[$0].subtreeEnd) })
    }

    /// Takes texts that were collected elsewhere. Returns what a part of a column
    /// calls them; only the codes in columns may be theirs.
    package func add(_ texts: TextInterner) -> Int {
        guard texts !== self.texts else { return 0 }
        collected.append(texts)
        return collected.count
    }

    func takeCollected() -> [TextInterner] {
        defer { collected = [] }
        return collected
    }

    package func add(_ part: ColumnPart, to field: FieldID) { parts[field.index].append(part) }
}

/// Turns ids into arrivals of what a link may lead to.
package struct LinkFinder: Sendable {
    private let targets: [ArrivalFinder]

    init(_ targets: [ArrivalFinder]) { self.targets = targets }

    /// Turns text codes of ids into arrival numbers, in place. `map` leads from
    /// the codes of a part to the builder's. Returns the places whose id no
    /// target has; they keep their code.
    package func resolve(_ codes: inout [Int32], valid: Bitmap?, map: [Int32]?, texts: TextInterner) -> [Int] {
        var dangling: [Int] = []
        codes.withUnsafeMutableBufferPointer { codes in
            for place in codes.indices {
                guard valid?[place] ?? true else {
                    codes[place] = 0
                    continue
                }
                let code = codes[place]
                let known = code >= 0 ? map.map { $0[Int(code)] } ?? code : code
                let found = arrival(known, texts)
                if found >= 0 { codes[place] = found } else { dangling.append(place) }
            }
        }
        return dangling
    }

    @inline(__always)
    private func arrival(_ code: Int32, _ texts: TextInterner) -> Int32 {
        for target in targets {
            let found = target.arrival(code) { code in
                texts.withBytes(of: code) { text in
                    text.count > 10 ? nil : IDKey.canonicalInteger(text).map { Int($0) }
                }
            }
            if found >= 0 { return found }
        }
        return -1
    }
}

/// Values of one field for some entities.
package struct ColumnPart: Sendable {
    package enum Rows: Sendable {
        /// Row `i` belongs to arrival `first + i`. A many-valued field holds lists.
        case dense(first: Int32)
        /// Row `i` belongs to an arrival of its own; of a many-valued field each
        /// row is one element. Rows not marked as read are kept for the claims only.
        case sparse(arrivals: [Int32], isRead: [Bool])
    }

    package var rows: Rows
    package var values: Vector
    /// Of a field with a text per language: which one each row is in.
    package var languages: [UInt8]
    /// Which interner has its texts; 0 for the builder's own.
    package var texts: Int

    package init(rows: Rows, values: Vector, languages: [UInt8] = [], texts: Int = 0) {
        self.rows = rows
        self.values = values
        self.languages = languages
        self.texts = texts
    }
}
