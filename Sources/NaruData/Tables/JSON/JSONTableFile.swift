import NaruEngine
import NaruSyntax

extension TableFile {
    /// Goes through a JSON table once, for its keys and for mistakes in its
    /// form. False when nothing can be read after that; broken lines of rows a
    /// line are reported, and left out when the rows are read.
    mutating func findKeys(_ issues: inout DataIssues) -> Bool {
        let isLines = form == .jsonLines
        let keys = JSONKeys(columns.map { Array($0.text.utf8) })
        let declared = columns
        let (start, rows, scanner) = source.utf8.withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes, position: body.position, line: 1)
            scanner.skipBlanks()
            var start = TableScanner.Start(position: scanner.position, line: scanner.line)
            if !isLines, scanner.next == UInt8(ascii: "{") {
                guard let rows = JSONEnvelope.start(&scanner, keys) else { return (start, 0, scanner) }
                start = rows
                scanner = JSONScanner(bytes, position: start.position, line: start.line)
            } else if !isLines {
                _ = scanner.expect(UInt8(ascii: "["), .array)
                start = TableScanner.Start(position: scanner.position, line: scanner.line)
            }
            var cells: [Cell] = []
            var rows = 0
            while scanner.nextRow(keys, isLines: isLines, isCollecting: declared.isEmpty, into: &cells) {
                cells.removeAll(keepingCapacity: true)
                rows += 1
            }
            return (start, rows, scanner)
        }
        for fault in scanner.lineFaults { issues.table(.json(fault), in: source) }
        issues.count(scanner.lineFaultCount - scanner.lineFaults.count)
        if let fault = scanner.fault {
            issues.table(.json(fault), in: source)
            return false
        }
        guard !isTooSparse(rows, keys.names.count) else {
            let fault = PackageFault.tooSparse(source.name)
            for diagnostic in fault.diagnostics {
                issues.error(diagnostic.code, diagnostic.message, at: Span(0, 0), in: source, help: diagnostic.help)
            }
            return false
        }
        body = start
        self.keys = keys.settled
        if keys.style == .sparql {
            form = .jsonTexts
            hasUntypedTexts = true
        }
        guard declared.isEmpty else { return true }
        columns = self.keys.names.map { DeclaredName(text: String(decoding: $0, as: UTF8.self).nfc, span: Span(0, 0)) }
        return hasColumns(&issues) && checkDuplicates(&issues)
    }

    /// Where every row has keys of its own, columns would take far more memory
    /// than the text.
    private func isTooSparse(_ rows: Int, _ columns: Int) -> Bool {
        let cells = rows * columns
        return cells > 100_000_000 && cells / 5 > source.utf8.count
    }
}

extension JSONScanner.Fault {
    var span: Span {
        switch self {
        case .expected(_, let span), .openText(let span), .badEscape(let span), .controlCharacter(let span),
            .duplicateKey(let span), .rowWithoutNames(let span), .severalArrays(_, let span):
            span
        }
    }

    var message: Message {
        switch self {
        case .expected(let what, _): what.message
        case .openText: Message("the text has no closing quotation mark", ko: "닫는 따옴표가 없습니다")
        case .badEscape: Message("no such escape in a JSON text", ko: "JSON 글에 쓸 수 없는 이스케이프입니다")
        case .controlCharacter:
            Message("a control character stands in a JSON text", ko: "JSON 글에 제어 문자가 있습니다")
        case .duplicateKey: Message("this object has the key already", ko: "이 객체에 같은 키가 이미 있습니다")
        case .rowWithoutNames:
            Message("this row is an array, so its columns have no names", ko: "이 행은 배열이라 열 이름이 없습니다")
        case .severalArrays(let paths, _):
            Message(
                "this object has several arrays of rows: \(paths.joined(separator: ", "))",
                ko: "이 객체에는 행의 배열이 여럿 있습니다: \(paths.joined(separator: ", "))")
        }
    }

    var help: [Message] {
        switch self {
        case .expected(let what, _): what.help
        case .openText: []
        case .badEscape, .controlCharacter:
            [
                Message(
                    "there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits, but not \\u0000",
                    ko: "\\\" \\\\ \\/ \\b \\f \\n \\r \\t와 네 자리 \\u만 쓸 수 있고, \\u0000은 쓸 수 없습니다")
            ]
        case .duplicateKey:
            [Message("keep one of the two values, or make them an array", ko: "값 하나만 두거나 배열로 쓰세요")]
        case .rowWithoutNames:
            [
                Message(
                    "write rows as objects, or name the columns: from \"FILE\" columns a, b",
                    ko: "행을 객체로 쓰거나 열 이름을 주세요: from \"파일\" columns a, b")
            ]
        case .severalArrays(let paths, _):
            [
                Message(
                    "take one out: jq '.\(paths[0])' FILE > NEW.json", ko: "하나를 꺼내세요: jq '.\(paths[0])' 파일 > 새파일.json")
            ]
        }
    }
}

extension JSONScanner.Expectation {
    var message: Message {
        switch self {
        case .array: Message("a JSON table is an array of objects", ko: "JSON 표는 객체의 배열입니다")
        case .row: Message("expected a row: an object", ko: "행(객체)이 와야 합니다")
        case .value: Message("expected a value", ko: "값이 와야 합니다")
        case .key: Message("expected a key in quotation marks", ko: "따옴표로 묶은 키가 와야 합니다")
        case .colon: Message("expected ':'", ko: "':'이 와야 합니다")
        case .commaOrEnd: Message("expected ',' or the closing bracket", ko: "','나 닫는 괄호가 와야 합니다")
        case .end: Message("nothing may stand here", ko: "여기에는 아무것도 올 수 없습니다")
        case .number: Message("this is no number of JSON", ko: "JSON의 수가 아닙니다")
        }
    }

    var help: [Message] {
        switch self {
        case .array:
            [
                Message(
                    "such as [{\"name\": \"Ulsan\"}, ...]; with an object a line, call the file .ndjson",
                    ko: "예: [{\"name\": \"Ulsan\"}, ...]. 한 줄에 객체 하나면 파일 이름을 .ndjson으로 하세요")
            ]
        case .row: [Message("such as {\"name\": \"Ulsan\"}", ko: "예: {\"name\": \"Ulsan\"}")]
        case .value, .number:
            [
                Message(
                    "values: \"text\", 12, -0.5, true, false, null, [\"a\", \"b\"]",
                    ko: "값: \"글\", 12, -0.5, true, false, null, [\"a\", \"b\"]")
            ]
        case .end:
            [
                Message(
                    "a .json file is one array; a .ndjson file has one row a line",
                    ko: ".json 파일은 배열 하나이고, .ndjson 파일은 한 줄에 행 하나입니다")
            ]
        case .key, .colon, .commaOrEnd: []
        }
    }
}
