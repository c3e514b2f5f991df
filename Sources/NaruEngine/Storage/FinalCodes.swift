import NaruSemantics

/// What turns the codes that a dataset had while it loaded into those of its
/// store.
struct FinalCodes: Sendable {
    /// For each arrival its number; nil when they are the same.
    var numbers: [Int32]?
    /// nil where the texts have their final codes already.
    var texts: TextCodes?

    /// How the codes in a part of a field's column are to be replaced.
    func of(_ field: Field, in part: ColumnPart) -> CodeMap {
        switch field.content {
        case .text, .quantity: texts.map { .texts($0, part: part.texts) } ?? .same
        case .link: numbers.map { .entities($0) } ?? .same
        case .bool, .int, .decimal, .float, .date, .period, .duration, .geo, .enumeration: .same
        }
    }

    func text(_ code: Int32) -> Int32 { texts.map { $0[code] } ?? code }
    func number(_ arrival: Int32) -> Int32 { numbers.map { $0[Int(arrival)] } ?? arrival }
}

enum CodeMap {
    case same
    case entities([Int32])
    /// The codes are of the texts that this interner has collected.
    case texts(TextCodes, part: Int)

    func translated(_ codes: [Int32]) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: codes.count) { target, count in
            translate(codes, into: target)
            count = codes.count
        }
    }

    /// Writes the replaced codes to the beginning of `target`, which has room.
    func translate(_ codes: [Int32], into target: UnsafeMutableBufferPointer<Int32>) {
        switch self {
        case .same: for place in codes.indices { target[place] = codes[place] }
        case .entities(let numbers): for place in codes.indices { target[place] = numbers[Int(codes[place])] }
        case .texts(let texts, let part):
            let final = texts.codes(ofPart: part)
            final.withUnsafeBufferPointer { final in
                for place in codes.indices {
                    let code = codes[place]
                    target[place] = code < 0 ? texts[code] : Int(code) < final.count ? final[Int(code)] : 0
                }
            }
        }
    }
}

/// Puts the parts of a column end to end, each copied once.
struct ColumnJoin {
    private let parts: [ColumnPart]
    private let map: (ColumnPart) -> CodeMap

    init(_ parts: [ColumnPart], _ map: @escaping (ColumnPart) -> CodeMap) {
        self.parts = parts
        self.map = map
    }

    var column: Vector {
        guard case .list = parts[0].values.payload else { return joined(parts.map(\.values)) }
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(parts.reduce(1) { $0 + $1.values.count })
        var children: [Vector] = []
        for part in parts {
            guard case .list(let list) = part.values.payload else { continue }
            let start = offsets[offsets.count - 1]
            for end in list.offsets.dropFirst() { offsets.append(start + end) }
            children.append(list.child)
        }
        return Vector(count: offsets.count - 1, payload: .list(ListColumn(offsets: offsets, child: joined(children))))
    }

    /// The values of each part, end to end.
    private func joined(_ vectors: [Vector]) -> Vector {
        let count = vectors.reduce(0) { $0 + $1.count }
        return Vector(count: count, valid: validity(vectors, count), payload: payload(vectors, count))
    }

    private func payload(_ vectors: [Vector], _ count: Int) -> Payload {
        if vectors.count > 1, case .code = vectors[0].payload { return .code(codes(vectors, count)) }
        var values = VectorBuilder(like: vectors[0])
        for (vector, part) in zip(vectors, parts) { values.append(vector.translated(map(part))) }
        return values.finish().payload
    }

    private func codes(_ vectors: [Vector], _ count: Int) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: count) { target, filled in
            for (vector, part) in zip(vectors, parts) {
                guard case .code(let codes) = vector.payload else { continue }
                map(part).translate(codes, into: UnsafeMutableBufferPointer(rebasing: target[filled...]))
                filled += codes.count
            }
        }
    }

    private func validity(_ vectors: [Vector], _ count: Int) -> Bitmap? {
        guard vectors.contains(where: { $0.valid != nil }) else { return nil }
        var valid = Bitmap(repeating: true, count: count)
        var start = 0
        for vector in vectors {
            if let bits = vector.valid {
                for row in 0..<vector.count where !bits[row] { valid[start + row] = false }
            }
            start += vector.count
        }
        return valid
    }
}
