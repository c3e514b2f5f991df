package import NaruSemantics

/// Collects a dataset and builds its `Store`.
///
/// Entities first get *arrival numbers*, in the order they are added; texts get
/// provisional codes of `texts`. Columns and claims speak in these, and `build`
/// turns them into the final ones once everything is known.
package final class StoreBuilder {
    package let schema: Schema
    package let texts = TextInterner()
    /// In arrival numbers and provisional text codes until `build`.
    @exclusivity(unchecked) package var claims = ClaimTable()
    @exclusivity(unchecked) package internal(set) var types: [TypeID] = []
    @exclusivity(unchecked) package internal(set) var ids: [Int32] = []
    var parts: [[ColumnPart]]
    /// For each text code the last arrival with that id, and from each arrival
    /// to the one before with the same id: types may share ids.
    @exclusivity(unchecked) private var lastArrival: [Int32] = []
    @exclusivity(unchecked) private var previousArrival: [Int32] = []
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

    package var entityCount: Int { types.count }

    /// Adds an entity whose id has the text code `id`; returns its arrival
    /// number, or the one that has the id already.
    package func addEntity(_ type: TypeID, id: Int32) -> (arrival: Int32, isNew: Bool) {
        if let known = arrival(id: id, in: idSpaces[type.index]) { return (known, false) }
        if Int(id) >= lastArrival.count {
            let missing = max(texts.count, Int(id) + 1) - lastArrival.count
            lastArrival.append(contentsOf: repeatElement(-1, count: missing))
        }
        let arrival = Int32(types.count)
        types.append(type)
        ids.append(id)
        previousArrival.append(lastArrival[Int(id)])
        lastArrival[Int(id)] = arrival
        return (arrival, true)
    }

    package func reserve(_ more: Int) {
        let capacity = types.count + more
        types.reserveCapacity(capacity)
        ids.reserveCapacity(capacity)
        previousArrival.reserveCapacity(capacity)
    }

    /// The entity of `type` or a subtype with this id; the first one found.
    package func arrival(id: Int32, in type: TypeID) -> Int32? {
        guard Int(id) < lastArrival.count else { return nil }
        let types = type.index..<schema[type].subtreeEnd
        var next = lastArrival[Int(id)]
        while next >= 0 {
            if types.contains(self.types[Int(next)].index) { return next }
            next = previousArrival[Int(next)]
        }
        return nil
    }

    /// Turns text codes of ids into arrival numbers of `targets`, in place.
    /// Returns the places whose id no target has; they keep their code.
    package func resolve(_ codes: inout [Int32], valid: Bitmap?, in targets: [TypeID]) -> [Int] {
        let arrivals = codes.count > 1000 ? arrivals(in: targets) : nil
        var dangling: [Int] = []
        codes.withUnsafeMutableBufferPointer { codes in
            for place in codes.indices where valid?[place] ?? true {
                let found = arrivals.map { $0[Int(codes[place])] } ?? arrival(id: codes[place], inAnyOf: targets)
                if found >= 0 { codes[place] = found } else { dangling.append(place) }
            }
        }
        return dangling
    }

    private func arrival(id: Int32, inAnyOf targets: [TypeID]) -> Int32 {
        for type in targets {
            if let found = arrival(id: id, in: type) { return found }
        }
        return -1
    }

    /// For each text code the arrival of `targets` that has it as its id, or -1.
    private func arrivals(in targets: [TypeID]) -> [Int32] {
        var result = [Int32](repeating: -1, count: texts.count)
        for target in targets.reversed() {
            let wanted = target.index..<schema[target].subtreeEnd
            for arrival in types.indices where wanted.contains(types[arrival].index) {
                result[Int(ids[arrival])] = Int32(arrival)
            }
        }
        return result
    }

    /// Every entity with this id, the last added first.
    package func arrivals(id: Int32) -> [Int32] {
        guard Int(id) < lastArrival.count else { return [] }
        var result: [Int32] = []
        var next = lastArrival[Int(id)]
        while next >= 0 {
            result.append(next)
            next = previousArrival[Int(next)]
        }
        return result
    }

    package func add(_ part: ColumnPart, to field: FieldID) { parts[field.index].append(part) }
}

/// Values of one field for some entities.
package struct ColumnPart {
    package enum Rows {
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

    package init(rows: Rows, values: Vector, languages: [UInt8] = []) {
        self.rows = rows
        self.values = values
        self.languages = languages
    }
}
