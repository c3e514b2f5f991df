import NaruSyntax

/// Finds the encoding of a text that is not in UTF-8, by what its bytes would
/// say: each encoding is judged by how many of the characters that it would give
/// are those that are common where it is used.
enum EncodingEvidence {
    /// nil where nothing is evident.
    static func encoding(of bytes: Bytes) -> TextEncoding? {
        if let wide = utf16(bytes) { return wide }
        if bytes.contains(0) { return nil }
        let sample = sample(of: bytes)
        if latinShare(of: sample) >= 0.9 { return .windows1252 }
        let candidates = [korean(sample), japanese(sample), chinese(sample)].compactMap { $0 }
        guard let best = candidates.max(by: { $0.share < $1.share }), best.share >= leastShare else { return nil }
        return best.encoding
    }

    private static let leastShare = 0.15
    private static let sampleSize = 1 << 16

    /// Whole lines.
    private static func sample(of bytes: Bytes) -> Bytes {
        guard bytes.count > sampleSize else { return bytes }
        let end = bytes[..<sampleSize].lastIndex { $0 == .newline || $0 == .carriageReturn } ?? sampleSize
        return Bytes(rebasing: bytes[..<end])
    }

    /// By the mark at the start, or by zeros that are one half of a unit each.
    static func utf16(_ bytes: Bytes) -> TextEncoding? {
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        guard bytes.count % 2 == 0, bytes.count >= 8 else { return nil }
        let end = min(bytes.count, sampleSize)
        // Ends of lines have a zero each, whatever the letters are.
        var (lines, little, big) = (0, 0, 0)
        for place in 0..<end where bytes[place] == .newline {
            lines += 1
            guard bytes[place ^ 1] == 0 else { continue }
            if place % 2 == 0 { little += 1 } else { big += 1 }
        }
        guard max(little, big) > 0, max(little, big) * 2 >= lines, !isMostlyWords(bytes[..<end]) else { return nil }
        return little > big ? .utf16LittleEndian : .utf16BigEndian
    }

    /// Small letters stand in pairs, as they hardly do in units.
    private static func isMostlyWords(_ bytes: Slice<Bytes>) -> Bool {
        let isSmall: (UInt8) -> Bool = { (0x61...0x7A).contains($0) }
        let pairs = stride(from: 0, to: bytes.count - 1, by: 2).count { isSmall(bytes[$0]) && isSmall(bytes[$0 + 1]) }
        return pairs * 6 > bytes.count / 2
    }

    // MARK: - Letters among ASCII

    /// The share of the bytes beyond ASCII, without signs, that are a letter of
    /// Windows-1252 beside an ASCII letter.
    private static func latinShare(of bytes: Bytes) -> Double {
        var (letters, all) = (0, 0)
        for place in bytes.indices where bytes[place] >= 0x80 && !isLatinSign(bytes[place]) {
            all += 1
            let isBeside = [place - 1, place + 1].contains { bytes.indices.contains($0) && isASCIILetter(bytes[$0]) }
            if isLatinLetter(bytes[place]), isBeside { letters += 1 }
        }
        return all == 0 ? 0 : Double(letters) / Double(all)
    }

    private static func isASCIILetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func isLatinLetter(_ byte: UInt8) -> Bool {
        byte >= 0xC0 && byte != 0xD7 && byte != 0xF7 || [0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F].contains(byte)
    }

    private static func isLatinSign(_ byte: UInt8) -> Bool {
        (0x91...0x97).contains(byte) || [0x80, 0x85, 0xA0, 0xA3, 0xA9, 0xAB, 0xAE, 0xB0, 0xBB].contains(byte)
    }

    // MARK: - Characters of two bytes

    private struct Candidate {
        var encoding: TextEncoding
        var share: Double
    }

    private struct Letters {
        var all = 0
        var common = 0
        var syllables = 0

        var share: Double { all == 0 ? 0 : Double(common) / Double(all) }
    }

    /// nil where some byte is no character of it.
    private static func letters(
        _ bytes: Bytes, _ encoding: TextEncoding, isCommon: (Unicode.Scalar) -> Bool
    ) -> Letters? {
        guard let decoded = encoding.decode(bytes), decoded.faultCount == 0 else { return nil }
        var letters = Letters()
        for scalar in String(decoding: decoded.utf8, as: UTF8.self).unicodeScalars where scalar.value >= 0x80 {
            // Marks and full-width signs say nothing.
            guard scalar.properties.isAlphabetic else { continue }
            letters.all += 1
            if isCommon(scalar) { letters.common += 1 }
            if (0xAC00...0xD7A3).contains(scalar.value) { letters.syllables += 1 }
        }
        return letters
    }

    private static func korean(_ bytes: Bytes) -> Candidate? {
        guard let letters = letters(bytes, .cp949, isCommon: { commonSyllables.contains($0) }) else { return nil }
        // A few words need have none of the common ones; in other encodings
        // ideographs would stand among the syllables.
        let isHangul = letters.syllables > 0 && letters.syllables * 10 >= letters.all * 8
        return Candidate(encoding: .cp949, share: max(letters.share, isHangul ? 0.3 : 0))
    }

    private static func japanese(_ bytes: Bytes) -> Candidate? {
        letters(bytes, .shiftJIS) { (0x3041...0x30FF).contains($0.value) || commonKanji.contains($0) }
            .map { Candidate(encoding: .shiftJIS, share: $0.share) }
    }

    private static func chinese(_ bytes: Bytes) -> Candidate? {
        letters(bytes, .gb18030) { commonHanzi.contains($0) }.map { Candidate(encoding: .gb18030, share: $0.share) }
    }

    private static let commonSyllables = Set(
        """
        이다의시에대도국한고을는지가로사기정인리자수나구산제어일상보동해하주부서장과경은아진전성원조비유안관\
        공여소명들마스화라차방업선년울미천간그모물개문연강위남반바무신할행우출후북용적내양합당중세회건민포\
        체결협매호력류교회계약체육광복영터파니면단오거생발식름번역현황구분날짜
        """.unicodeScalars.filter { $0.properties.isAlphabetic })

    private static let commonKanji = Set(
        "日本国市県町村東京大阪区州中北南西山川田島長年月人口姉妹都友好交流港名会社上下小高新野原井木沢谷府道合計".unicodeScalars)

    private static let commonHanzi = Set(
        """
        的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小\
        么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知\
        民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间\
        新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市京\
        城省区县州江南河湖广西安沈阳大连青岛天津友姐妹国际合作协议签署人口名称总计德英法美日韩
        """.unicodeScalars.filter { $0.properties.isAlphabetic })
}
