import Foundation
import Naru
import NaruData
import NaruEngine
import NaruSyntax

/// Changes numbers within the parts of a sound snapshot and makes the checksums
/// right again: what stands against this is not the checksums but the bounds that
/// each number is held to.
enum SnapshotFuzzing {
    private static let base: [UInt8] = {
        let texts = ["schema.ties": schema, "records.ties": records, "prelude.naru": "let big(c) = c.people > 5\n"]
        let files = texts.sorted { $0.key > $1.key }.map { SourceText(name: $0.key, text: $0.value) }
        let path = FuzzFolder.path + "/base.narudb"
        do {
            try SnapshotFile.write(try DatasetLoader.of(files: files, name: "base"), to: path)
        } catch {
            preconditionFailure("the sound snapshot cannot be made: \(error)")
        }
        return FileManager.default.contents(atPath: path).map { Array($0) } ?? []
    }()

    /// Each change is eight bytes: where (four, the part first), how wide, what.
    static func run(_ bytes: [UInt8]) {
        var snapshot = Forgery(base)
        var rest = bytes[...]
        while rest.count >= 8 {
            let change = Array(rest.prefix(8))
            rest = rest.dropFirst(8)
            snapshot.change(
                part: Int(change[0]), at: Int(change[1]) << 8 | Int(change[2]), width: Int(change[3]),
                to: change[4...].reduce(0) { $0 << 8 | UInt64($1) })
        }
        let path = FuzzFolder.write(snapshot.sealed(), as: "forged.narudb")
        do throws(DatasetError) {
            let dataset = Dataset(loaded: try DatasetLoader.load(paths: [path]))
            var session = Session(
                dataset, limits: Limits(time: .seconds(5), memory: .bytes(1 << 28)), today: PartialDate("2025-01-01"))
            session.threads = 1
            for query in queries { Questions.run(query, session) }
            dataset.loaded.store.readAll()
        } catch {
            Questions.show(error.diagnostics)
        }
    }

    private static let queries = [
        "claims",
        "citations",
        "cities",
        "countries",
        "deals",
        "sources | select title, published, claims",
        "claims | select subject, field, value, target, rank, basis, flags, note, citations",
        "citations | select source, quote, offset, origin, witness, file, line",
        "cities | with sources",
        "deals | with sources",
        "deals | known by @2020-01-01",
        "cities | stated only",
        "cities | group by country | select country, count",
        "cities | sort people desc | take 3",
        "deals | where since < @2020 | select cities, since, lasts, worth, more: worth + 1 EUR",
        "deals | select y: since.year, d: until - since, lasts, e: since + lasts",
        "sum(deals.worth)",
        "cities | select c: country.name, o: country.cities, k: deals.kind, near, a: price * 2, b: price / 3, share, open",
        "deal \"d1\" | why",
        "city \"Nara\"",
        "count(cities) + sum(cities.people)",
        "cities | select id, label, name.ko, name.en, deals | where label ~ \"a\"",
        "deals | as of @2019-05-01",
        "reach from city \"nara\" via deals.cities",
        "network cities via deals.cities",
        "paths from city \"nara\" to city \"ulsan\" via deals.cities",
    ]

    private static let schema = """
        languages en, ko
        type country plural countries
          name    text per language label
        type city plural cities
          name    text per language label
          country -> country inverse cities
          people  int
          price   decimal
          share   float
          open    bool
          near    geo
          codes   text many
        type deal plural deals
          title   text label
          kind    enum friend, sister
          cities  -> city many inverse deals
          since   date
          until   date
          lasts   duration
          worth   quantity
        type source plural sources
          title     text label
          published date
        """

    private static let records = """
        source s1
          title "The Daily"
          published 2019-05-01
        country kr
          name en "Korea"
          name ko "한국"
        city nara
          name en "Nara"
          people 354630
            < s1 "about 354,630 people" @10
          price 12.50
          share 0.25
          open true
          near 34.68 135.80
          codes "NR"
          codes "JP-29"
        city ulsan
          name en "Ulsan"
          name ko "울산"
          country kr
          people 1100000
        deal d1
          title "Friends"
          kind sister
          cities nara
          cities ulsan
          since 2001-03
          until 2024-12-31
          lasts 3 years
          worth 100 EUR
            < s1 "a hundred"
        deal d2
          title "More"
          since 2020
          worth about 5 EUR
        """
}

/// The bytes of a snapshot, to be changed.
private struct Forgery {
    private var bytes: [UInt8]
    private let parts: [(entry: Int, range: Range<Int>, isSectioned: Bool)]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let table = Self.word(bytes, 24)
        parts = (0..<Self.word(bytes, 16)).map { number in
            let entry = table + number * 32
            let start = Self.word(bytes, entry + 8)
            // As `SnapshotPart.isSectioned`.
            let isSectioned = [1, 2, 3, 6, 7].contains(Self.word(bytes, entry))
            return (entry, start..<start + Self.word(bytes, entry + 16), isSectioned)
        }
    }

    mutating func change(part: Int, at offset: Int, width: Int, to value: UInt64) {
        let range = parts[part % parts.count].range
        guard !range.isEmpty else { return }
        let width = [1, 2, 4, 8][width % 4]
        for place in 0..<width where offset % range.count + place < range.count {
            bytes[range.lowerBound + offset % range.count + place] = UInt8(truncatingIfNeeded: value >> (place * 8))
        }
    }

    /// With checksums that are right.
    func sealed() -> [UInt8] {
        var result = bytes
        for part in parts {
            var sum = result[part.range].withUnsafeBytes { Checksum.of($0) }
            if part.isSectioned {
                let sums = result[part.range].withUnsafeBytes { SectionCheck.sums(of: $0) }
                let start = (part.range.upperBound + 63) / 64 * 64
                for (number, value) in sums.enumerated() { Self.put(value, at: start + number * 8, &result) }
                sum = result[start..<start + sums.count * 8].withUnsafeBytes { Checksum.of($0) }
            }
            Self.put(sum, at: part.entry + 24, &result)
        }
        let table = Self.word(result, 24)
        let end = table + Self.word(result, 16) * 32
        Self.put(result[table..<end].withUnsafeBytes { Checksum.of($0) }, at: 40, &result)
        Self.put(result[..<56].withUnsafeBytes { Checksum.of($0) }, at: 56, &result)
        return result
    }

    private static func word(_ bytes: [UInt8], _ offset: Int) -> Int {
        (0..<8).reduce(0) { $0 | Int(bytes[offset + $1]) << ($1 * 8) }
    }

    private static func put(_ word: UInt64, at offset: Int, _ bytes: inout [UInt8]) {
        for place in 0..<8 { bytes[offset + place] = UInt8(truncatingIfNeeded: word >> (place * 8)) }
    }
}
