import NaruEngine
import NaruSemantics
package import NaruSyntax

/// Compares the quotes of a dataset with the articles they are from: each
/// stands word for word at its offset, and the articles are the ones meant.
package struct QuoteCheck {
    package private(set) var findings: [Diagnostic] = []
    /// The quotes that were compared.
    package private(set) var quotes = 0

    private let store: Store
    private let folder: String
    private let reach: DatasetReach
    /// The article of each source; nil after a report.
    private var articles: [EntityNumber: Article?] = [:]

    private struct Article {
        var name: String
        var text: [Unicode.Scalar]
    }

    /// A folder that isn't there is an error; a file that isn't, a finding.
    package init(
        _ dataset: LoadedDataset, articles folder: String, allowing outside: [String] = []
    ) throws(DatasetError) {
        guard FileSystem.kind(of: folder) == .folder else { throw FileSystem.missing(folder) }
        store = dataset.store
        self.folder = folder
        reach = DatasetReach(folder: folder, allowing: outside)
        for claim in store.claims.claims { check(claim) }
    }

    private mutating func check(_ claim: Claim) {
        for (number, citation) in store.claims.citations(of: claim).enumerated() {
            if articles[citation.source] == nil { articles[citation.source] = .some(article(citation.source)) }
            guard case .some(.some(let article)) = articles[citation.source] else { continue }
            quotes += 1
            check(citation, at: Place(claim: claim, citation: number), in: article)
        }
    }

    /// What a finding is about: a claim, or one of its quotes.
    private struct Place {
        var claim: Claim
        var citation: Int?
    }

    private mutating func check(_ citation: Citation, at place: Place, in article: Article) {
        let text = store.texts[citation.quote]
        let quote = Array(text.unicodeScalars)
        guard let offset = citation.offset.map({ Int($0) }) else {
            return report(
                DataCode.quote, Message("the quote \"\(text)\" has no offset", ko: "인용 \"\(text)\"에 위치가 없습니다"),
                at: place, help: places(of: quote, in: article))
        }
        guard offset + quote.count <= article.text.count,
            article.text[offset..<offset + quote.count].elementsEqual(quote)
        else {
            return report(
                DataCode.quote,
                Message(
                    "\"\(text)\" does not stand at \(offset) in '\(article.name)'",
                    ko: "\"\(text)\"은(는) '\(article.name)'의 \(offset)번째 글자에 없습니다"),
                at: place, help: places(of: quote, in: article))
        }
        let number = Self.starts(of: quote, in: article.text, through: offset).count
        guard number != Int(citation.occurrence) else { return }
        report(
            DataCode.quote,
            Message(
                "\"\(text)\" at \(offset) is its occurrence \(number), not \(citation.occurrence)",
                ko: "\(offset)번째 글자의 \"\(text)\"은(는) \(citation.occurrence)번째가 아니라 \(number)번째입니다"),
            at: place, help: [Message("write: occurrence \(number)", ko: "occurrence \(number)라고 쓰세요")])
    }

    private func places(of quote: [Unicode.Scalar], in article: Article) -> [Message] {
        let found = Self.starts(of: quote, in: article.text, through: article.text.count)
        guard !found.isEmpty else {
            return [Message("copy the words as they are printed", ko: "기사에 인쇄된 그대로 옮기세요")]
        }
        let ways = found.prefix(3).enumerated().map { place, start in
            place == 0 ? "@\(start)" : "@\(start) occurrence \(place + 1)"
        }.joined(separator: ", ")
        return [Message("it stands at \(ways)", ko: "있는 곳: \(ways)")]
    }

    private static func starts(of quote: [Unicode.Scalar], in text: [Unicode.Scalar], through last: Int) -> [Int] {
        guard let first = quote.first, quote.count <= text.count else { return [] }
        return (0...min(last, text.count - quote.count)).filter { start in
            text[start] == first && text[start..<start + quote.count].elementsEqual(quote)
        }
    }

    // MARK: - Articles

    /// The article's file, whose digest the source gives.
    private mutating func article(_ source: EntityNumber) -> Article? {
        let id = store.id(of: source)
        guard let file = text(of: "file", source), !file.isEmpty else {
            report(
                DataCode.article, Message("source '\(id)' names no file", ko: "출처 '\(id)'에 파일 이름이 없습니다"),
                at: place(source),
                help: [Message("give it: file \"article.txt\"", ko: "file \"article.txt\"처럼 적으세요")])
            return nil
        }
        let path = DatasetLoader.joined(folder, file)
        guard reach.allows(path) else {
            report(
                DataCode.outside,
                Message(
                    "the article '\(file)' leads out of '\(folder)'", ko: "기사 '\(file)'은(는) '\(folder)' 밖에 있습니다"),
                at: place(of: "file", source),
                help: [
                    Message(
                        "give its path below the folder of all articles; --allow-outside DIR lets DIR be read, too",
                        ko: "기사 폴더 아래의 경로를 적으세요. --allow-outside 폴더로 그 폴더도 읽게 할 수 있습니다")
                ])
            return nil
        }
        guard let bytes = try? FileSystem.read(path) else {
            report(
                DataCode.article,
                Message("the article '\(file)' is not in '\(folder)'", ko: "기사 '\(file)'이(가) '\(folder)'에 없습니다"),
                at: place(of: "file", source),
                help: [Message("--articles names the folder of all articles", ko: "--articles로 기사 폴더를 지정하세요")])
            return nil
        }
        let digest = SHA256.hex(bytes)
        if let wanted = text(of: "sha256", source), wanted.lowercased() != digest {
            report(
                DataCode.articleDigest,
                Message("'\(file)' is not the article that was quoted", ko: "'\(file)'은(는) 인용한 기사와 다릅니다"),
                at: place(of: "sha256", source),
                help: [Message("its SHA-256 is \(digest)", ko: "이 파일의 SHA-256: \(digest)")])
            // What another text says or doesn't say is no finding of its own.
            return nil
        }
        return Article(name: file, text: Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
    }

    /// Where a source says what is wrong: its field, or its head.
    private func place(of field: String? = nil, _ source: EntityNumber) -> Place? {
        let claims = store.claims.claims[store.claims.range(of: source)]
        return (field.flatMap { claim(of: $0, source) } ?? claims.first).map { Place(claim: $0) }
    }

    private func claim(of field: String, _ entity: EntityNumber) -> Claim? {
        let claims = store.claims.claims[store.claims.range(of: entity)]
        return claims.first { $0.isRead && $0.field.map { store.schema[$0].name } == field }
    }

    private func text(of field: String, _ entity: EntityNumber) -> String? {
        claim(of: field, entity).map(store.valueText)
    }

    private mutating func report(_ code: DiagnosticCode, _ message: Message, at place: Place?, help: [Message]) {
        let source = place.flatMap { place in
            let file = Int(place.claim.file)
            return store.claims.files.indices.contains(file) ? store.claims.files[file] : nil
        }
        let span = source.flatMap { source in place.map { self.span(at: $0, in: source) } }
        findings.append(Diagnostic(code, .error, message, at: span, help: help, source: source))
    }

    private func span(at place: Place, in source: SourceText) -> Span {
        place.citation.flatMap { QuoteLines(source).line($0, below: place.claim.span) } ?? place.claim.span
    }
}

/// Looks for what may not be passed on.
package enum PrivacyCheck {
    /// E-mail addresses in the files of a dataset.
    package static func findings(in dataset: LoadedDataset) -> [Diagnostic] {
        dataset.store.claims.files.flatMap { source in
            MailAddresses.places(in: source.utf8).map { span in
                Diagnostic(
                    DataCode.mailAddress, .error, Message("an e-mail address", ko: "전자우편 주소가 있습니다"), at: span,
                    help: [Message("leave it out; a quote can end before it", ko: "빼세요. 인용은 그 앞에서 끝낼 수 있습니다")],
                    source: source)
            }
        }
    }
}

/// Finds the lines of a claim's quotes, which the store does not keep: those
/// that start with `<` in the block below the claim.
struct QuoteLines {
    private let source: SourceText

    init(_ source: SourceText) { self.source = source }

    /// The line of the quote with this number, without its indentation.
    func line(_ number: Int, below claim: Span) -> Span? {
        let bytes = source.utf8
        var start = lineStart(before: claim.start)
        let outer = indentation(from: start)
        var (depth, seen): (Int?, Int) = (nil, 0)
        start = lineEnd(from: claim.end) + 1
        while start < bytes.count {
            let end = lineEnd(from: start)
            let indent = indentation(from: start)
            let first = start + indent
            start = end + 1
            guard first < end, bytes[first] != UInt8(ascii: "\r"), bytes[first] != UInt8(ascii: "#") else { continue }
            guard indent > outer else { return nil }
            if depth == nil { depth = indent }
            // Below the head of a record also stand its fields, with quotes of their own.
            guard indent == depth, bytes[first] == UInt8(ascii: "<") else { continue }
            if seen == number { return Span(first, trimmed(first..<end)) }
            seen += 1
        }
        return nil
    }

    private func lineStart(before place: Int) -> Int {
        var start = place
        while start > 0, source.utf8[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        return start
    }

    private func lineEnd(from place: Int) -> Int {
        var end = place
        while end < source.utf8.count, source.utf8[end] != UInt8(ascii: "\n") { end += 1 }
        return end
    }

    private func indentation(from start: Int) -> Int {
        var place = start
        while place < source.utf8.count, isBlank(source.utf8[place]) { place += 1 }
        return place - start
    }

    private func trimmed(_ line: Range<Int>) -> Int {
        var end = line.upperBound
        while end > line.lowerBound, isBlank(source.utf8[end - 1]) || source.utf8[end - 1] == UInt8(ascii: "\r") {
            end -= 1
        }
        return end
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
