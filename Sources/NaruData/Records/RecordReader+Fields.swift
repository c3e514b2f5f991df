import NaruEngine
import NaruSemantics
import NaruSyntax

/// `FIELD [LANG] VALUE {, VALUE} [preferred|deprecated ["why"]]`
extension RecordReader {
    /// False when the line has a mistake; it is reported then.
    func readField() -> Bool {
        guard let name = fieldName() else {
            return expected("a field", ko: "필드")
        }
        guard let id = names.field(cursor.slice(name.content), of: header.type) else {
            unknownField(cursor.string(name.content), at: name.span)
            return false
        }
        let sink = sink(id)
        cursor.skipBlanks()
        guard let language = language(of: sink.field) else { return false }
        let firstClaim = builder.claims.claims.count
        guard readValues(sink, language) else {
            takeBack(from: firstClaim, sink)
            return false
        }
        let rank = readRank()
        cursor.skipBlanks()
        guard cursor.isAtLineEnd else {
            return expected(
                "',', 'preferred', 'deprecated' or the end of the line", ko: "',', 'preferred', 'deprecated' 또는 줄의 끝")
        }
        for index in firstClaim..<builder.claims.claims.count {
            builder.claims.claims[index].rank = rank.rank
            builder.claims.claims[index].rankReason = rank.reason
            ranks.count(id, builder.claims.claims[index].language, rank.rank)
        }
        return true
    }

    /// A value before a mistake must not count, and its slot stays unread.
    func takeBack(from firstClaim: Int, _ sink: FieldSink) {
        for claim in builder.claims.claims[firstClaim...] { sink.isRead[Int(claim.slot)] = false }
        builder.claims.claims.removeSubrange(firstClaim...)
    }

    private func fieldName() -> QuotedText? {
        if cursor.next == .backquote {
            guard case .success(let quoted) = cursor.quotedText(.backquote) else { return nil }
            return quoted
        }
        return cursor.name().map { QuotedText(content: $0, isBare: true) }
    }

    /// The language that the line gives; the first one when it gives none. nil
    /// after a report.
    private func language(of field: Field) -> UInt8? {
        guard field.content == .text, cursor.next != .quote, !cursor.isAtLineEnd else { return 0 }
        var ahead = cursor
        guard let word = ahead.name(withSigns: true) else { return 0 }
        let name = cursor.string(word)
        if field.isLocalized, let language = names.language(cursor.slice(word)) {
            cursor = ahead
            cursor.skipBlanks()
            return language
        }
        guard field.isLocalized else {
            ahead.skipBlanks()
            if ahead.next != .quote { return 0 }
            return hasNoLanguages(field, at: word)
        }
        return unknownLanguage(name, at: word)
    }

    func hasNoLanguages(_ field: Field, at word: Span) -> UInt8? {
        issues.error(
            DataCode.language,
            Message("'\(field.name)' has one text for all languages", ko: "'\(field.name)'은(는) 언어별 글이 아닙니다"),
            at: word, in: source)
        return nil
    }

    func unknownLanguage(_ name: String, at word: Span) -> UInt8? {
        let languages = schema.languages.joined(separator: ", ")
        issues.error(
            DataCode.language, Message("'\(name)' is no language of this dataset", ko: "'\(name)'은(는) 이 데이터의 언어가 아닙니다"),
            at: word, in: source, help: [Message("languages: \(languages)", ko: "언어: \(languages)")])
        return nil
    }

    private func readValues(_ sink: FieldSink, _ language: UInt8) -> Bool {
        var count = 0
        var isSound = true
        repeat {
            cursor.skipBlanks(beforeItem: count)
            let start = cursor.position
            if count > 0, !sink.field.isMany {
                return holdsOneValue(sink.field, at: cursor.nextToken())
            }
            count += 1
            guard let value = readValue(sink) else {
                // The rest of a list is looked at too, if the mistake is behind.
                cursor.skipBlanks()
                guard cursor.position > start, cursor.next == .comma, sink.field.isMany else { return false }
                isSound = false
                continue
            }
            finish(value, of: sink, language, at: Span(start, value.end))
            cursor.skipBlanks()
        } while cursor.take(.comma)
        return isSound
    }

    /// A value was appended to the sink: it is of this record, and a claim.
    func finish(_ value: ReadValue, of sink: FieldSink, _ language: UInt8, at span: Span) {
        append(
            Claim(
                subject: header.arrival, field: sink.field.id, slot: Int32(sink.arrivals.count), target: value.target,
                language: sink.field.isLocalized ? language : nil, isSingle: !sink.field.isMany,
                file: Int32(header.file), span: span))
        sink.arrivals.append(header.arrival)
        sink.isRead.append(true)
        if sink.field.isLocalized { sink.languages.append(language) }
    }

    func holdsOneValue(_ field: Field, at span: Span) -> Bool {
        issues.error(
            DataCode.manyValues, Message("'\(field.name)' holds one value", ko: "'\(field.name)'은(는) 값이 하나입니다"),
            at: span, in: source)
        return false
    }

    private func readRank() -> (rank: Claim.Rank, reason: Int32?) {
        let rank: Claim.Rank =
            if cursor.take("preferred") { .preferred } else if cursor.take("deprecated") { .deprecated } else {
                .normal
            }
        guard rank != .normal else { return (.normal, nil) }
        cursor.skipBlanks()
        guard cursor.next == .quote, let reason = quotedText() else { return (rank, nil) }
        return (rank, builder.texts.intern(reason))
    }

    /// The text in quotation marks at the cursor; nil after a report.
    func quotedText() -> String? {
        guard cursor.next == .quote else {
            expected("a text in quotation marks", ko: "따옴표로 묶은 글")
            return nil
        }
        switch cursor.quotedText() {
        case .success(let text): return cursor.unescaped(text)
        case .failure(let failure):
            issues.text(failure, in: source)
            return nil
        }
    }

    @discardableResult
    func expected(_ what: String, ko korean: String) -> Bool {
        issues.expected(what, ko: korean, at: cursor, in: source)
        return false
    }

    func unknownField(_ name: String, at span: Span) {
        let fields = schema.allFields(of: header.type).map { schema[$0] }
        let type = schema[header.type].name
        if let inverse = fields.first(where: { $0.isInverse && ($0.name == name || $0.aliases.contains(name)) }),
            let link = inverse.inverse
        {
            let far = "\(schema[schema[link].owner].name).\(schema[link].name)"
            issues.error(
                DataCode.derivedField,
                Message("'\(name)' is the far side of \(far)", ko: "'\(name)'은(는) \(far)의 역방향입니다"), at: span,
                in: source,
                help: [Message("record it there", ko: "그쪽에 기록하세요")])
            return
        }
        let known = fields.filter { !$0.isInverse }.flatMap { [$0.name] + $0.aliases }
        let list = fields.filter { !$0.isInverse }.map(\.name).joined(separator: ", ")
        issues.error(
            DataCode.unknownField, Message("'\(name)' is not a field of \(type)", ko: "\(type)에 '\(name)' 필드가 없습니다"),
            at: span,
            in: source,
            help: [Message("fields of \(type): \(list)", ko: "\(type)의 필드: \(list)")],
            suggestions: Suggestion.spelling(of: name, at: span, in: source, among: known))
    }
}
