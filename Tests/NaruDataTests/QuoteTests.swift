import Foundation
import NaruData
import NaruEngine
import NaruSemantics
import Testing

/// Every quote of the bundled dataset stands word for word at its offset. The
/// articles may not be passed on, so they are looked for in `NARU_ARTICLES` or
/// beside the repository; without them the test is skipped.
struct QuoteTests {
    static let folder: String? = {
        if let named = ProcessInfo.processInfo.environment["NARU_ARTICLES"] { return named }
        let beside = SharedData.folder + "/articles"
        return FileManager.default.fileExists(atPath: beside) ? beside : nil
    }()

    @Test(.enabled(if: folder != nil, "the articles are not here: set NARU_ARTICLES to their folder"))
    func quotesAreVerbatim() throws {
        let store = try DatasetLoader.bundled().store
        var articles: [EntityNumber: [Unicode.Scalar]] = [:]
        for (place, citation) in store.claims.citations.enumerated() {
            let article = try articles[citation.source] ?? article(citation.source, store)
            articles[citation.source] = article
            let quote = Array(store.texts[citation.quote].unicodeScalars)
            let name = "\(place): \(store.id(of: citation.source)) '\(store.texts[citation.quote])'"
            guard let offset = citation.offset.map({ Int($0) }) else {
                Issue.record("\(name) has no offset")
                continue
            }
            let end = offset + quote.count
            #expect(
                end <= article.count && Array(article[offset..<min(end, article.count)]) == quote, "\(name) @\(offset)")
            #expect(
                occurrences(of: quote, in: article, through: offset) == Int(citation.occurrence), "\(name) occurrence")
        }
        #expect(store.claims.citations.count > 500)
    }

    private func article(_ source: EntityNumber, _ store: Store) throws -> [Unicode.Scalar] {
        let field = try #require(
            store.schema.fields.first { $0.name == "file" && store.schema[$0.owner].name == "source" })
        let row = Int(source - store.range(of: field.owner).lowerBound)
        guard case .code(let codes) = store.column(of: field.id).payload else { return [] }
        let path = try #require(Self.folder) + "/" + store.texts[codes[row]]
        return Array(try String(contentsOf: URL(filePath: path), encoding: .utf8).unicodeScalars)
    }

    private func occurrences(of quote: [Unicode.Scalar], in article: [Unicode.Scalar], through offset: Int) -> Int {
        guard let first = quote.first, offset + quote.count <= article.count else { return 0 }
        return (0...offset).filter { start in
            article[start] == first && article[start..<start + quote.count].elementsEqual(quote)
        }.count
    }
}
