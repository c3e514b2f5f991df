import NaruSyntax

/// What `--data` names: a path, perhaps with a word before it that says what is
/// there (`csv:/dev/fd/63`), or standard input (`-`, `csv:-`); before all that
/// perhaps what the set is called (`towns=-`).
struct DataPath {
    /// Standard input is called `stdin`.
    let path: String
    /// nil where the ending says it.
    let kind: TableOpener.Kind?
    /// What the table is called; nil where its file says it.
    let name: String?
    /// Whether the caller says so.
    let isNamed: Bool

    static let standardInput = "stdin"

    init(_ given: String) throws(DatasetError) {
        let (named, typed) = Self.named(given)
        let (word, rest) = Self.split(typed)
        isNamed = named != nil
        if rest == "-" {
            let bytes = try FileSystem.readStandardInput()
            KeptStreams.keep(bytes, as: Self.standardInput)
            (path, name) = (Self.standardInput, named ?? Self.standardInput)
            kind = word ?? TableOpener.Kind(content: bytes)
        } else if rest.hasPrefix("/dev/") && FileSystem.kind(of: rest) == .file
            || FileSystem.kind(of: rest) == .stream
        {
            let bytes = try FileSystem.readStream(rest)
            KeptStreams.keep(bytes, as: rest)
            (path, name) = (rest, named ?? "data")
            kind = word ?? TableOpener.Kind(path: rest) ?? TableOpener.Kind(content: bytes)
        } else {
            (path, kind, name) = (rest, word, named)
        }
    }

    /// `NAME=REST`, unless there is a file of this name.
    private static func named(_ given: String) -> (name: String?, rest: String) {
        guard let sign = given.firstIndex(of: "="), FileSystem.kind(of: given) == .missing else { return (nil, given) }
        let name = String(given[..<sign])
        guard !name.isEmpty, InferredType.identifier(from: name) == name.nfc else { return (nil, given) }
        return (name.nfc, String(given[given.index(after: sign)...]))
    }

    private static func split(_ given: String) -> (kind: TableOpener.Kind?, path: String) {
        guard let colon = given.firstIndex(of: ":"), FileSystem.kind(of: given) == .missing,
            let kind = TableOpener.Kind(path: "." + given[..<colon])
        else { return (nil, given) }
        return (kind, String(given[given.index(after: colon)...]))
    }
}

extension TableOpener.Kind {
    /// What bytes without a name look like; a text where nothing else.
    init(content bytes: [UInt8]) {
        let start = bytes.prefix(512).drop { $0 == .blank || $0 == .newline || $0 == .carriageReturn || $0 == .tab }
        if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self = .workbook
        } else if bytes.starts(with: Array("SQLite format 3".utf8)) {
            self = .database
        } else if start.first == UInt8(ascii: "[") {
            self = .text(.json)
        } else if start.first == UInt8(ascii: "{") {
            self = .text(Self.isLines(bytes) ? .jsonLines : .json)
        } else if start.starts(with: "<".utf8) {
            self =
                String(decoding: bytes.prefix(2048), as: UTF8.self).contains("<gexf") ? .graph(.gexf) : .graph(.graphML)
        } else {
            self = .separated(.csv)
        }
    }

    private static func isEnvelope(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes, position: 0, line: 1)
            scanner.skipBlanks()
            return JSONEnvelope.start(&scanner, JSONKeys()) != nil
        }
    }

    /// Whether the first line is an object by itself, with another behind it or
    /// nothing.
    private static func isLines(_ bytes: [UInt8]) -> Bool {
        let line = bytes.prefix { $0 != .newline }
        let isWhole = line.withUnsafeBufferPointer { line in
            var scanner = JSONScanner(line, position: 0, line: 1)
            var cells: [Cell] = []
            return scanner.nextRow(JSONKeys(), isLines: true, isCollecting: true, into: &cells)
        }
        let next = bytes.dropFirst(line.count).first { $0 != .newline && $0 != .carriageReturn && $0 != .blank }
        if next == nil { return isWhole && !isEnvelope(bytes) }
        return isWhole && next == UInt8(ascii: "{")
    }
}
