import Foundation
import NaruData
import NaruSyntax
import Testing

/// However many readers share a table, they load the same dataset and find the
/// same mistakes as one.
struct ReadersTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private static let schema = """
        languages ko, en

        type shop plural shops
          from "shop.csv"
          id key
          name text label per language
          size int
          open date

        type sale plural sales
          from "sale.csv"
          shop -> shop required inverse sales
          others -> shop many separator ";"
          note text
          amount decimal
        """

    @Test(arguments: 0..<60) func filesInPieces(_ round: Int) throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix(seed: seed)
        try write(Self.schema, as: "schema.ties")
        var shops = TableText(mistakes: [0, 0, 0.02][round % 3], random)
        try write(shops.shops(), as: "shop.csv")
        var sales = TableText(mistakes: [0, 0.03, 0][round % 3], shops.random)
        try write(sales.sales(), as: "sale.csv")
        random = sales.random
        for isLenient in [false, true] {
            let expected = result(of: [folder.path], LoadOptions(isLenient: isLenient, threads: 1))
            for readers in [2, 7] {
                let options = LoadOptions(isLenient: isLenient, threads: readers, pieceSize: 1)
                #expect(result(of: [folder.path], options) == expected, "seed \(seed), \(readers) readers")
            }
        }
        let tables = ["shop.csv", "sale.csv"].map { folder.appending(path: $0).path }
        let expected = result(of: tables, LoadOptions(threads: 1))
        #expect(result(of: tables, LoadOptions(threads: 7, pieceSize: 1)) == expected, "seed \(seed)")
    }

    /// A snapshot holds every byte of a dataset.
    @Test func snapshotsAreTheSame() throws {
        let seed = UInt64.random(in: 0 ... .max)
        try write(Self.schema, as: "schema.ties")
        var tables = TableText(mistakes: 0, SplitMix(seed: seed))
        try write(tables.shops(), as: "shop.csv")
        try write(tables.sales(), as: "sale.csv")
        let snapshots = try [1, 2, 7].map { readers in
            let options = LoadOptions(threads: readers, pieceSize: 1)
            let path = folder.appending(path: "\(readers).narudb").path
            try SnapshotFile.write(try DatasetLoader.load(paths: [folder.path], options: options), to: path)
            return try Data(contentsOf: URL(filePath: path))
        }
        #expect(snapshots[1] == snapshots[0] && snapshots[2] == snapshots[0], "seed \(seed)")
    }

    @Test(arguments: try FileManager.default.contentsOfDirectory(atPath: GoldenDataTests.folder).sorted())
    func goldenTables(_ name: String) throws {
        let source = GoldenDataTests.folder + "/" + name
        let names = try FileManager.default.contentsOfDirectory(atPath: source).sorted()
        let isDataset = names.contains { $0.hasSuffix(".ties") }
        let tables = names.filter { $0 != "expected.txt" && !$0.hasPrefix(".") }.map { source + "/" + $0 }
        let paths = isDataset ? [source] : tables
        let expected = result(of: paths, LoadOptions(threads: 1))
        #expect(result(of: paths, LoadOptions(threads: 5, pieceSize: 1)) == expected)
    }

    private func write(_ text: String, as name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    private func result(of paths: [String], _ options: LoadOptions) -> String {
        do throws(DatasetError) {
            let dataset = try DatasetLoader.load(paths: paths, options: options)
            let leftOut = dataset.leftOut.map { render($0.findings) + $0.message.english } ?? ""
            return render(dataset.warnings) + leftOut + DatasetDump.text(dataset)
        } catch {
            return render(error.diagnostics)
        }
    }

    private func render(_ diagnostics: [Diagnostic]) -> String {
        let nowhere = SourceText(name: "", utf8: [])
        return diagnostics.map { DiagnosticRenderer().render($0, in: nowhere) + "\n" }.joined()
    }
}

/// Tables with all that a spreadsheet may write, and some of what it shouldn't.
private struct TableText {
    /// How likely a cell or a row is wrong.
    let mistakes: Double
    var random: SplitMix
    private var ids: [String] = []

    init(mistakes: Double, _ random: SplitMix) {
        self.mistakes = mistakes
        self.random = random
    }

    private mutating func happens(_ chance: Double) -> Bool { Double.random(in: 0..<1, using: &random) < chance }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &random)]
    }

    private mutating func cell() -> String {
        let words = ["", "가게", "5\" pipe", "a b", "17", "0", "007", "8234567", "é", "e\u{301}", "서울 3호점"]
        if happens(0.6) { return pick(words) }
        let inside = ["\n", "\r\n", ",", "\"\"", " ", "x", "가", "\n\n", "1,2\n3,4,5,6\n"]
        return "\"" + (0..<Int.random(in: 0...4, using: &random)).map { _ in pick(inside) }.joined() + "\""
    }

    private mutating func text(_ header: String, _ rows: [[String]]) -> String {
        let end = pick(["\n", "\r\n"])
        var text = (happens(0.3) ? "\u{FEFF}" : "") + header + end
        for row in rows {
            var row = row
            if happens(mistakes) { row.removeLast() }
            if happens(mistakes / 4) { row.append("more") }
            text += row.joined(separator: ",") + end
            if happens(0.05) { text += end }
        }
        if happens(mistakes) { text += "\"open" }
        return happens(0.5) ? String(text.dropLast(end == "\n" ? 1 : 0)) : text
    }

    mutating func shops() -> String {
        let count = Int.random(in: 0...60, using: &random)
        let first = pick([0, 1, 95])
        ids = (0..<count).map { String(first + $0) }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: ids.shuffle(using: &random)
        case 1: ids = ids.map { "s" + $0 }
        case 2: ids = ids.map { $0 + "000" }
        default: break
        }
        let rows = ids.map { id in
            let key = happens(mistakes) ? pick(["", "0", id]) : id
            let size = happens(mistakes) ? "many" : pick(["", "3", "-12", "  7 "])
            let open = happens(mistakes) ? "2020-02-30" : pick(["", "2020", "2021-03", "1999-12-31"])
            return [key, cell(), cell(), size, open]
        }
        return text("id,name_ko,name_en,size,open", rows)
    }

    mutating func sales() -> String {
        guard !ids.isEmpty else { return "shop,others,note,amount\n" }
        let rows = (0..<Int.random(in: 0...120, using: &random)).map { _ in
            let shop = happens(mistakes) ? pick(["", "nowhere", "123456789"]) : pick(ids)
            var others = (0..<Int.random(in: 0...3, using: &random)).map { _ in pick(ids) }
            if happens(mistakes) { others.append("4444") }
            return [shop, others.joined(separator: ";"), cell(), pick(["", "1.50", "20"])]
        }
        return text("shop,others,note,amount", rows)
    }
}
