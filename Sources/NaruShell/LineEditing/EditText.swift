import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A text and a cursor that moves by character as a reader sees it. libedit
/// counts scalars; places are in those, so that both agree.
struct EditText: Hashable {
    var scalars: [Unicode.Scalar]
    /// From 0 to the number of scalars.
    var cursor: Int

    init(_ text: String = "", cursor: Int? = nil) {
        scalars = Array(text.unicodeScalars)
        self.cursor = cursor ?? scalars.count
    }

    init(scalars: [Unicode.Scalar], cursor: Int) {
        self.scalars = scalars
        self.cursor = min(max(cursor, 0), scalars.count)
    }

    var text: String { EditText.string(scalars[...]) }
    var before: String { EditText.string(scalars[..<cursor]) }
    var isAtEnd: Bool { cursor == scalars.count }

    /// Characters before the cursor, one inside of a character not counted.
    var cursorInCharacters: Int { starts.lastIndex { $0 <= cursor } ?? 0 }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Where each character begins, and the end.
    private var starts: [Int] {
        var starts = [0]
        for character in text { starts.append(starts[starts.count - 1] + character.unicodeScalars.count) }
        return starts
    }

    var placeLeft: Int { starts.last { $0 < cursor } ?? 0 }
    var placeRight: Int { starts.first { $0 > cursor } ?? scalars.count }

    // MARK: Lines

    var lineStart: Int { (scalars[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    var lineEnd: Int { scalars[cursor...].firstIndex(of: "\n") ?? scalars.count }
    var isOnFirstLine: Bool { lineStart == 0 }
    var isOnLastLine: Bool { lineEnd == scalars.count }

    /// The place in the line above or below, as near to the column as can be.
    var placeAbove: Int? {
        guard !isOnFirstLine else { return nil }
        let above = EditText(scalars: scalars, cursor: lineStart - 1)
        return place(inLineFrom: above.lineStart, to: above.cursor)
    }

    var placeBelow: Int? {
        guard !isOnLastLine else { return nil }
        let below = EditText(scalars: scalars, cursor: lineEnd + 1)
        return place(inLineFrom: below.cursor, to: below.lineEnd)
    }

    private func place(inLineFrom start: Int, to end: Int) -> Int {
        let wanted = DisplayWidth.of(EditText.string(scalars[lineStart..<cursor]))
        var (place, width) = (start, 0)
        for character in EditText.string(scalars[start..<end]) {
            let next = width + DisplayWidth.of(character)
            if next > wanted { break }
            width = next
            place += character.unicodeScalars.count
        }
        return place
    }
}

// MARK: Words

extension EditText {
    /// Where the word before the cursor begins.
    var wordLeft: Int {
        var place = cursor
        while place > 0, !EditText.isWord(scalars[place - 1]) { place -= 1 }
        while place > 0, EditText.isWord(scalars[place - 1]) { place -= 1 }
        return place
    }

    /// Where the word behind the cursor ends.
    var wordRight: Int {
        var place = cursor
        while place < scalars.count, !EditText.isWord(scalars[place]) { place += 1 }
        while place < scalars.count, EditText.isWord(scalars[place]) { place += 1 }
        return place
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isXIDContinue }
}

/// Text as libedit keeps it: one number a scalar, with a zero behind it.
enum WideText {
    static func encode(_ scalars: some Sequence<Unicode.Scalar>) -> [wchar_t] {
        scalars.map { wchar_t(truncatingIfNeeded: $0.value) } + [0]
    }

    static func decode(_ characters: some Sequence<wchar_t>) -> [Unicode.Scalar] {
        characters.map { Unicode.Scalar(UInt32(truncatingIfNeeded: $0)) ?? "\u{FFFD}" }
    }
}
