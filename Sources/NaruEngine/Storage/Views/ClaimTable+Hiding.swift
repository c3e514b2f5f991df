import NaruSemantics
import NaruSyntax

extension ClaimTable {
    /// The table with more of it hidden: claims that `hides` names, and those
    /// of hidden records or that lead to one. What fields read is settled anew.
    func hiding(records shown: Bitmap, _ hides: (Claim) -> Bool) -> ClaimTable {
        var table = self
        for place in table.claims.indices {
            let claim = table.claims[place]
            let isLost = !shown[Int(claim.subject)] || claim.target.map { !shown[Int($0)] } == true
            if isLost || hides(claim) { table.claims[place].isHidden = true }
        }
        for entity in 0..<max(0, starts.count - 1) { table.settle(table.range(of: Int32(entity))) }
        return table
    }

    private struct FieldKey: Hashable {
        var field: FieldID
        var language: UInt8?
    }

    /// Which claims of one record its fields read: of the shown ones the
    /// preferred, else the normal ones. Where a higher rank was hidden, several
    /// values may be left for a field of one; it then reads none of them, for
    /// nothing tells which is right.
    private mutating func settle(_ record: Range<Int>) {
        guard record.contains(where: { claims[$0].isHidden }) else { return }
        var fields: [FieldKey: [Int]] = [:]
        for place in record {
            claims[place].isRead = false
            guard !claims[place].isHidden else { continue }
            guard let field = claims[place].field else {
                claims[place].isRead = true
                continue
            }
            fields[FieldKey(field: field, language: claims[place].language), default: []].append(place)
        }
        for places in fields.values {
            let isPreferred = places.contains { claims[$0].rank == .preferred }
            let read = places.filter { claims[$0].rank == (isPreferred ? .preferred : .normal) }
            guard let first = read.first, !claims[first].isSingle || read.allSatisfy({ agree($0, first) }) else {
                continue
            }
            for place in read { claims[place].isRead = true }
        }
    }

    /// Whether two claims of one record say the same, as written.
    private func agree(_ left: Int, _ right: Int) -> Bool {
        let (left, right) = (claims[left], claims[right])
        guard files.indices.contains(Int(left.file)), left.file == right.file else { return false }
        let bytes = files[Int(left.file)].utf8
        return bytes[left.span.start..<left.span.end] == bytes[right.span.start..<right.span.end]
    }
}
