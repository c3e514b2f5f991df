import NaruSemantics

/// Makes the column of one field out of its parts.
struct ColumnAssembly {
    let field: Field
    /// The numbers of the owner's entities.
    let range: Range<Int32>
    let languageCount: Int
    let codes: FinalCodes

    func column(_ parts: [ColumnPart]) -> Vector {
        if let whole = wholeColumn(parts) { return finished(whole) }
        let elements = Elements(parts) { codes.of(field, in: $0) }
        if field.isLocalized {
            let languages = (0..<languageCount).map { language in
                scattered(elements, targets: targets(parts, elements, language: UInt8(language)))
            }
            return localized(languages)
        }
        let all = targets(parts, elements, language: nil)
        return finished(field.isMany ? listed(elements, all) : scattered(elements, targets: all))
    }

    /// The parts of a table that is the only source of its type and arrived in
    /// order are the column, end to end.
    private func wholeColumn(_ parts: [ColumnPart]) -> Vector? {
        guard codes.numbers == nil, !field.isLocalized else { return nil }
        var next = range.lowerBound
        for part in parts {
            guard case .dense(let first) = part.rows, first == next else { return nil }
            next += Int32(part.values.count)
        }
        guard next == range.upperBound, !parts.isEmpty else { return nil }
        return ColumnJoin(parts) { codes.of(field, in: $0) }.column
    }

    /// The values of all parts end to end.
    private struct Elements {
        let count: Int
        /// nil where there is no part.
        let payload: Payload?

        init(_ parts: [ColumnPart], _ map: (ColumnPart) -> CodeMap) {
            let vectors = parts.map { part in
                let elements = if case .list(let list) = part.values.payload { list.child } else { part.values }
                return elements.translated(map(part))
            }
            count = vectors.reduce(0) { $0 + $1.count }
            payload = Vector.concatenate(vectors)?.payload
        }
    }

    /// For each element its row in the column, or -1 when it stays out.
    private func targets(_ parts: [ColumnPart], _ elements: Elements, language: UInt8?) -> [Int32] {
        var targets: [Int32] = []
        targets.reserveCapacity(elements.count)
        for part in parts {
            switch part.rows {
            case .dense(let first):
                let isWanted = language == nil || language == part.languages.first ?? 0
                if case .list(let list) = part.values.payload {
                    for row in 0..<part.values.count {
                        let target = place(of: first + Int32(row))
                        for _ in list.offsets[row]..<list.offsets[row + 1] { targets.append(target) }
                    }
                } else {
                    for row in 0..<part.values.count {
                        let isPresent = isWanted && part.values.valid?[row] ?? true
                        targets.append(isPresent ? place(of: first + Int32(row)) : -1)
                    }
                }
            case .sparse(let arrivals, let isRead):
                for row in arrivals.indices {
                    let isWanted = isRead[row] && (language == nil || language == part.languages[row])
                    targets.append(isWanted ? place(of: arrivals[row]) : -1)
                }
            }
        }
        return targets
    }

    @inline(__always)
    private func place(of arrival: Int32) -> Int32 {
        (codes.numbers.map { $0[Int(arrival)] } ?? arrival) - range.lowerBound
    }

    private func scattered(_ elements: Elements, targets: [Int32]) -> Vector {
        var order = [Int32](repeating: -1, count: range.count)
        for (element, target) in targets.enumerated() where target >= 0 { order[Int(target)] = Int32(element) }
        let valid = Bitmap(count: range.count) { (row: Int) -> Bool in order[row] >= 0 }
        let payload = (elements.payload ?? .empty(field.content)).rearranged(order)
        return Vector(count: range.count, valid: valid.popCount == range.count ? nil : valid, payload: payload)
    }

    private func listed(_ elements: Elements, _ targets: [Int32]) -> Vector {
        var offsets = [Int32](repeating: 0, count: range.count + 1)
        for target in targets where target >= 0 { offsets[Int(target) + 1] += 1 }
        for row in 0..<range.count { offsets[row + 1] += offsets[row] }
        var next = offsets
        var order = [Int32](repeating: 0, count: Int(offsets[range.count]))
        for (element, target) in targets.enumerated() where target >= 0 {
            order[Int(next[Int(target)])] = Int32(element)
            next[Int(target)] += 1
        }
        let payload = (elements.payload ?? .empty(field.content)).rearranged(order)
        let child = Vector(count: order.count, payload: payload)
        return Vector(count: range.count, payload: .list(ListColumn(offsets: offsets, child: child)))
    }

    private func localized(_ languages: [Vector]) -> Vector {
        let valid = Bitmap(count: range.count) { (row: Int) -> Bool in languages.contains { $0.valid?[row] ?? true } }
        return Vector(
            count: range.count, valid: valid.popCount == range.count ? nil : valid, payload: .localized(languages))
    }

    /// Sets of links are sorted and hold each entity once; a declared default
    /// fills what is absent.
    private func finished(_ column: Vector) -> Vector {
        if case .link = field.content, case .list(let list) = column.payload {
            return Vector(count: column.count, payload: .list(LinkLists.sorted(list)))
        }
        if let value = field.defaultValue, case .bool(let bits) = column.payload, let valid = column.valid {
            return Vector(count: column.count, payload: .bool(value ? bits | ~valid : bits & valid))
        }
        return column
    }
}

extension Payload {
    /// A payload of this type without elements.
    static func empty(_ content: Field.Content) -> Payload { ColumnBuffer(content).vector.payload }
}
