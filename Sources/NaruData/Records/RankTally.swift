import NaruEngine
import NaruSemantics
import NaruSyntax

/// Settles which claims of a record its fields read: the preferred ones, else
/// the normal ones, never deprecated ones.
struct RankTally {
    private struct Count {
        var preferred: Int32 = 0
        var normal: Int32 = 0
        var deprecated: Int32 = 0
        /// The claim that a one-valued field reads, once there is one.
        var read: Int32 = -1
    }

    private let languages: Int
    private var counts: [Count]
    private var touched: [Int] = []

    init(fields: Int, languages: Int) {
        self.languages = max(1, languages)
        counts = [Count](repeating: Count(), count: fields * self.languages)
    }

    private func key(_ field: FieldID, _ language: UInt8?) -> Int { field.index * languages + Int(language ?? 0) }

    mutating func count(_ field: FieldID, _ language: UInt8?, _ rank: Claim.Rank) {
        let key = key(field, language)
        touched.append(key)
        switch rank {
        case .preferred: counts[key].preferred += 1
        case .normal: counts[key].normal += 1
        case .deprecated: counts[key].deprecated += 1
        }
    }

    func wasSeen(_ field: FieldID) -> Bool {
        (0..<languages).contains { language in
            let count = counts[field.index * languages + language]
            return count.preferred + count.normal + count.deprecated > 0
        }
    }

    mutating func clear() {
        for key in touched { counts[key] = Count() }
        touched.removeAll(keepingCapacity: true)
    }

    /// Marks the claims that are not read, here and in the fields' sinks.
    mutating func settle(_ claims: Range<Int>, _ reader: RecordReader) {
        for index in claims {
            let claim = reader.builder.claims.claims[index]
            guard let field = claim.field else { continue }
            let key = key(field, claim.language)
            let wanted: Claim.Rank = counts[key].preferred > 0 ? .preferred : .normal
            guard claim.rank == wanted else {
                reader.builder.claims.claims[index].isRead = false
                reader.sinks[field.index]?.isRead[Int(claim.slot)] = false
                continue
            }
            guard claim.isSingle else { continue }
            if counts[key].read < 0 {
                counts[key].read = Int32(index)
            } else {
                // Both are read where they agree, and the column holds the value once.
                reader.sinks[field.index]?.isRead[Int(claim.slot)] = false
                check(claim, against: reader.builder.claims.claims[Int(counts[key].read)], reader)
            }
        }
    }

    /// Two claims of the same value agree; of different values they are rivals.
    private func check(_ claim: Claim, against first: Claim, _ reader: RecordReader) {
        let source = reader.source
        guard source.utf8[claim.span.start..<claim.span.end] != source.utf8[first.span.start..<first.span.end],
            let field = claim.field
        else { return }
        let name = reader.schema[field].name
        let line = source.position(of: first.span.start).line
        reader.issues.error(
            DataCode.rivals,
            Message(
                "'\(name)' holds one value and has another one in line \(line)",
                ko: "'\(name)'은(는) 값이 하나인데 \(line)행에 다른 값이 있습니다"),
            at: claim.span, in: source,
            help: [
                Message(
                    "write 'preferred' behind the value that counts, or 'deprecated' behind the other",
                    ko: "따를 값 뒤에 'preferred'를, 아니면 다른 값 뒤에 'deprecated'를 쓰세요")
            ])
    }
}
