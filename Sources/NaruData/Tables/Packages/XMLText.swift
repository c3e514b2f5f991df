import CExpat
import NaruEngine
import NaruSyntax

/// Takes the elements of an XML text in their order. Names are those behind the
/// prefix; prefixes differ between programs.
protocol XMLReceiver: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes)
    func end(_ name: XMLName)
    func text(_ bytes: Bytes)
}

/// The name of an element or an attribute.
struct XMLName {
    let text: UnsafePointer<CChar>

    init(_ text: UnsafePointer<CChar>) {
        var (start, place) = (text, text)
        while place.pointee != 0 {
            if place.pointee == CChar(bitPattern: UInt8(ascii: ":")) { start = place + 1 }
            place += 1
        }
        self.text = start
    }

    static func == (name: XMLName, word: StaticString) -> Bool { Self.isSame(name.text, word) }
    static func != (name: XMLName, word: StaticString) -> Bool { !Self.isSame(name.text, word) }
    static func ~= (word: StaticString, name: XMLName) -> Bool { Self.isSame(name.text, word) }

    private static func isSame(_ text: UnsafePointer<CChar>, _ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        for place in 0..<count where text[place] != CChar(bitPattern: word.utf8Start[place]) { return false }
        return text[count] == 0
    }
}

struct XMLAttributes {
    let list: UnsafeMutablePointer<UnsafePointer<CChar>?>

    /// The value of an attribute, which stays until the element has been taken.
    func bytes(_ name: StaticString) -> Bytes? {
        var place = 0
        while let key = list[place] {
            if XMLName(key) == name, let value = list[place + 1] { return Self.bytes(of: value) }
            place += 2
        }
        return nil
    }

    func text(_ name: StaticString) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

    /// Calls `body` with the attributes whose whole names are one letter.
    @inline(__always)
    func forEachOfOneLetter(_ body: (UInt8, Bytes) -> Void) {
        var place = 0
        while let key = list[place] {
            if key[0] != 0, key[1] == 0, let value = list[place + 1] {
                body(UInt8(bitPattern: key[0]), Self.bytes(of: value))
            }
            place += 2
        }
    }

    func isTrue(_ name: StaticString) -> Bool {
        bytes(name).map { $0.elementsEqual("1".utf8) || $0.elementsEqual("true".utf8) } ?? false
    }

    private static func bytes(of text: UnsafePointer<CChar>) -> Bytes {
        var count = 0
        while text[count] != 0 { count += 1 }
        return Bytes(start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: count)
    }
}

/// Reads an XML text with expat. A text with a document type is refused, and so
/// with it are entities of its own.
final class XMLText {
    private let library: naru_expat
    private let parser: XML_Parser
    private let receiver: any XMLReceiver
    private let file: String
    // Only the calls of the parser change it, one after another.
    @exclusivity(unchecked) private var depth = 0
    private(set) var isRefused = false
    private(set) var isTooDeep = false

    /// Workbooks and graphs have about a dozen levels.
    private static let mostDepth = 200

    /// nil where this system has none.
    private static let loaded: naru_expat? = withUnsafeTemporaryAllocation(of: naru_expat.self, capacity: 1) {
        guard let place = $0.baseAddress, naru_expat_load(place) != 0 else { return nil }
        return place.pointee
    }

    init(_ receiver: any XMLReceiver, file: String) throws(DatasetError) {
        guard let library = Self.loaded, let parser = library.create(nil) else {
            throw PackageFault.missingLibrary("expat", debian: "libexpat1", fedora: "expat", file)
        }
        self.library = library
        self.parser = parser
        self.receiver = receiver
        self.file = file
        library.set_user_data(parser, Unmanaged.passUnretained(self).toOpaque())
        library.set_element_handler(
            parser,
            { data, name, attributes in
                guard let name, let attributes else { return }
                XMLText.with(data) { $0.start(XMLName(name), XMLAttributes(list: attributes)) }
            },
            { data, name in
                guard let name else { return }
                XMLText.with(data) { $0.end(XMLName(name)) }
            })
        library.set_text_handler(parser) { data, text, count in
            guard let text else { return }
            let start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
            XMLText.with(data) { $0.receiver.text(Bytes(start: start, count: Int(count))) }
        }
        library.set_doctype_handler(parser) { data, _, _, _, _ in XMLText.with(data) { $0.refuse() } }
    }

    deinit { library.free(parser) }

    /// The parser calls only while `take` or `finish` of the object runs, which
    /// keeps it: large texts have millions of elements, so it isn't counted.
    @inline(__always)
    private static func with(_ data: UnsafeMutableRawPointer?, _ body: (XMLText) -> Void) {
        guard let data else { return }
        Unmanaged<XMLText>.fromOpaque(data)._withUnsafeGuaranteedRef(body)
    }

    private func start(_ name: XMLName, _ attributes: XMLAttributes) {
        depth += 1
        guard depth <= Self.mostDepth else {
            isTooDeep = true
            _ = library.stop(parser, XML_Bool(0))
            return
        }
        receiver.start(name, attributes)
    }

    private func end(_ name: XMLName) {
        depth -= 1
        if !isTooDeep { receiver.end(name) }
    }

    private func refuse() {
        isRefused = true
        _ = library.stop(parser, XML_Bool(0))
    }

    /// False after a fault, which `finish` throws.
    func take(_ piece: UnsafeRawBufferPointer) -> Bool {
        library.parse(
            parser, piece.bindMemory(to: CChar.self).baseAddress, Int32(truncatingIfNeeded: piece.count), 0)
            == XML_STATUS_OK
    }

    /// The end of the text; `part` names it in messages.
    func finish(_ part: String) throws(DatasetError) {
        let isWhole = library.error_code(parser) == XML_ERROR_NONE && library.parse(parser, nil, 0, 1) == XML_STATUS_OK
        guard !isWhole || isRefused || isTooDeep else { return }
        if isRefused {
            throw PackageFault.refused(
                file, Message("'\(part)' has a document type (DOCTYPE)", ko: "'\(part)'에 문서 형식(DOCTYPE)이 있습니다"))
        }
        if isTooDeep {
            throw PackageFault.refused(
                file, Message("'\(part)' is nested too deeply", ko: "'\(part)'이(가) 너무 깊이 겹쳐 있습니다"))
        }
        let reason = library.error_text(library.error_code(parser)).map { String(cString: $0) } ?? "no XML"
        let line = library.line(parser)
        throw PackageFault.damaged(
            file,
            Message("line \(line) of '\(part)' is no XML: \(reason)", ko: "'\(part)'의 \(line)째 줄이 XML이 아닙니다: \(reason)")
        )
    }
}

extension ZipArchive {
    /// Reads a part that is XML.
    func read(_ name: String, into receiver: any XMLReceiver) throws(DatasetError) {
        let text = try XMLText(receiver, file: path)
        try read(name) { text.take($0) }
        try text.finish(name)
    }
}
