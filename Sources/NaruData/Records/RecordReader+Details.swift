import NaruEngine
import NaruSyntax

/// The lines below a field: citations, basis, flags, notes.
extension RecordReader {
    static let longestQuote = 120

    func readDetail() {
        let start = cursor.position
        if cursor.take(UInt8(ascii: "<")) { return readCitation() }
        if cursor.take("inferred") {
            line.basis = .inferred
            guard let note = noteText(isRequired: true) else { return }
            line.add(note: note)
        } else if cursor.take("outside") {
            line.basis = .outside
            guard let note = noteText(isRequired: false) else { return }
            if !note.isEmpty { line.add(note: note) }
        } else if cursor.take("note") {
            guard let note = noteText(isRequired: true) else { return }
            line.add(note: note)
        } else if cursor.take("flag") {
            readFlag()
        } else {
            cursor.position = start
            expected(
                "'<', 'inferred', 'outside', 'flag' or 'note'", ko: "'<', 'inferred', 'outside', 'flag', 'note' 가운데 하나")
            return
        }
        endDetail()
    }

    private func endDetail() {
        cursor.skipBlanks()
        if !cursor.isAtLineEnd { expected("the end of the line", ko: "줄의 끝") }
    }

    /// nil after a report; empty when there is none and none is needed.
    private func noteText(isRequired: Bool) -> String? {
        cursor.skipBlanks()
        if !isRequired, cursor.isAtLineEnd { return "" }
        return quotedText()
    }

    private func readFlag() {
        cursor.skipBlanks()
        guard let name = cursor.name(withSigns: true) else {
            expected("the flag's name", ko: "표시 이름")
            return
        }
        let code = builder.texts.intern(cursor.slice(name))
        cursor.skipBlanks()
        let note = cursor.next == .quote ? quotedText().map { builder.texts.intern($0) } : nil
        builder.claims.flags.append(Flag(name: code, note: note))
    }

    /// `< SOURCE "quote" @OFFSET [occurrence N] [origin ORIGIN]`
    private func readCitation() {
        cursor.skipBlanks()
        guard let id = cursor.name(withSigns: true) else {
            expected("the id of a source", ko: "출처 식별자")
            return
        }
        guard let source = citedSource(id) else { return }
        cursor.skipBlanks()
        let quoteStart = cursor.position
        guard let quote = textCode() else { return }
        checkLength(quote, at: Span(quoteStart, cursor.position))
        var citation = Citation(source: source, quote: quote, offset: nil, occurrence: 1, origin: nil)
        cursor.skipBlanks()
        if cursor.take(UInt8(ascii: "@")) {
            guard let offset = smallNumber() else { return }
            citation.offset = offset
            cursor.skipBlanks()
        }
        if cursor.take("occurrence") {
            cursor.skipBlanks()
            guard let occurrence = smallNumber() else { return }
            citation.occurrence = occurrence
            cursor.skipBlanks()
        }
        if cursor.take("origin") {
            cursor.skipBlanks()
            guard let origin = cursor.name(withSigns: true) else {
                expected("the origin's id", ko: "원출처 식별자")
                return
            }
            citation.origin = builder.texts.intern(cursor.slice(origin))
        }
        builder.claims.citations.append(citation)
        endDetail()
    }

    private func citedSource(_ id: Span) -> Int32? {
        if let sourceType, let code = builder.texts.find(cursor.slice(id)),
            let arrival = builder.arrival(id: code, in: sourceType)
        {
            return arrival
        }
        let name = cursor.string(id)
        issues.error(
            DataCode.unknownSource, Message("there is no source '\(name)'", ko: "'\(name)'이라는 출처가 없습니다"), at: id,
            in: source,
            help: sourceType == nil
                ? [Message("the schema declares no type 'source'", ko: "스키마에 'source' 유형이 없습니다")] : [],
            suggestions: Suggestion.spelling(
                of: name, at: id, in: source, among: sourceType.map(ids(in:)) ?? [], mark: .quote))
        return nil
    }

    private func smallNumber() -> Int32? {
        let start = cursor.position
        let word = cursor.bareWord()
        if let number = WrittenNumber.int(cursor.slice(word)), let small = Int32(exactly: number), small >= 0 {
            return small
        }
        cursor.position = start
        expected("a whole number", ko: "정수")
        return nil
    }

    private func checkLength(_ code: Int32, at span: Span) {
        // No text has more characters than bytes, so most need no counting.
        guard builder.texts.withBytes(of: code, { $0.count }) > Self.longestQuote else { return }
        let quote = builder.texts[code]
        guard quote.count > Self.longestQuote else { return }
        issues.error(
            DataCode.longQuote,
            Message(
                "a quote has at most \(Self.longestQuote) characters; this one has \(quote.count)",
                ko: "인용은 \(Self.longestQuote)자까지입니다. 이 인용은 \(quote.count)자입니다"),
            at: span, in: source,
            help: [Message("quote the fewest words that carry the fact", ko: "사실을 담은 가장 짧은 구절만 인용하세요")])
    }
}

/// What stands below one line of a record; it holds for all claims of the line.
struct LineDetails {
    /// The line is the record's header.
    var isExistence = true
    var basis: Claim.Basis?
    var note: String?
    private var firstClaim = 0
    private var firstCitation: Int32 = 0
    private var firstFlag: Int32 = 0

    mutating func start(at claim: Int, _ builder: StoreBuilder) {
        isExistence = true
        basis = nil
        note = nil
        firstClaim = claim
        firstCitation = Int32(builder.claims.citations.count)
        firstFlag = Int32(builder.claims.flags.count)
    }

    mutating func add(note text: String) { note = note.map { "\($0); \(text)" } ?? text }

    func finish(_ builder: StoreBuilder, end: Int) {
        guard firstClaim < end else { return }
        let citations = firstCitation..<Int32(builder.claims.citations.count)
        let flags = firstFlag..<Int32(builder.claims.flags.count)
        let note = note.map { builder.texts.intern($0) }
        for index in firstClaim..<end {
            builder.claims.claims[index].citations = citations
            builder.claims.claims[index].flags = flags
            builder.claims.claims[index].note = note
            builder.claims.claims[index].basis = basis ?? (citations.isEmpty ? .outside : .stated)
        }
    }
}
