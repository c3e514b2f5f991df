import NaruEngine
import NaruSyntax

/// Reads `schema.ties` into declarations, one function a production of
/// Grammar/ties.ebnf. A line with a mistake is reported and skipped.
struct SchemaReader {
    let source: SourceText
    var cursor: TextCursor
    var issues: DataIssues

    static func read(_ source: SourceText, issues: inout DataIssues) -> SchemaDeclarations {
        source.utf8.withUnsafeBufferPointer { bytes in
            var reader = SchemaReader(source: source, cursor: TextCursor(bytes), issues: issues)
            let declarations = reader.schema()
            issues = reader.issues
            return declarations
        }
    }

    private mutating func schema() -> SchemaDeclarations {
        var schema = SchemaDeclarations()
        var memberIndent: Int?
        // The members of a type whose first line has a mistake belong to nothing.
        var isTypeBroken = false
        while true {
            switch cursor.nextLine() {
            case .end:
                schema.addNodes()
                return schema
            case .tab(let span):
                issues.tab(at: span, in: source)
                cursor.skipLine()
            case .indent(0):
                memberIndent = nil
                isTypeBroken = !topLevel(&schema)
                endLine(isBroken: isTypeBroken)
            case .indent(let indent):
                let start = cursor.position
                if schema.types.isEmpty || indent != memberIndent ?? indent {
                    if !isTypeBroken { issues.indentation(at: Span(start - indent, start), in: source) }
                    cursor.skipLine()
                    continue
                }
                memberIndent = indent
                if isTypeBroken {
                    cursor.skipLine()
                } else {
                    endLine(isBroken: !member(&schema.types[schema.types.count - 1]))
                }
            }
        }
    }

    /// Reports what is left on a line that was understood so far.
    private mutating func endLine(isBroken: Bool) {
        cursor.skipBlanks()
        if !isBroken, !cursor.isAtLineEnd { expected("the end of the line", ko: "줄의 끝") }
        cursor.skipLine()
    }

    private mutating func topLevel(_ schema: inout SchemaDeclarations) -> Bool {
        if cursor.take("languages") {
            guard let names = nameList(signs: true) else { return false }
            schema.languages = names
            return true
        }
        guard cursor.take("type") else { return expected("'type' or 'languages'", ko: "'type'이나 'languages'") }
        guard let type = type() else { return false }
        schema.types.append(type)
        return true
    }

    /// `type NAME [abstract] [ALIAS] plural PLURAL [is PARENT]`
    private mutating func type() -> TypeDeclaration? {
        guard let name = name("the type's name", ko: "유형 이름") else { return nil }
        var isAbstract = false
        var alias: DeclaredName?
        cursor.skipBlanks()
        while !cursor.take("plural") {
            if cursor.take("abstract") {
                isAbstract = true
            } else if alias == nil, !cursor.isAtLineEnd {
                guard let word = self.name("an alias or 'plural'", ko: "별칭이나 'plural'") else { return nil }
                alias = word
            } else {
                expected("'plural' and the name of the type's set", ko: "'plural'과 집합 이름")
                return nil
            }
            cursor.skipBlanks()
        }
        guard let plural = self.name("the plural", ko: "복수 이름") else { return nil }
        var type = TypeDeclaration(name: name, isAbstract: isAbstract, alias: alias, plural: plural)
        cursor.skipBlanks()
        if cursor.take("is") {
            guard let parent = self.name("the parent type", ko: "상위 유형") else { return nil }
            type.parent = parent
        }
        return type
    }

    private mutating func member(_ type: inout TypeDeclaration) -> Bool {
        let start = cursor
        if cursor.take("from") {
            cursor.skipBlanks()
            if cursor.next == .quote { return table(&type) }
        } else if cursor.take("let") {
            return computed(&type)
        } else if cursor.take("valid") {
            return validity(&type)
        } else if cursor.take("edges"), let isRead = edges(&type) {
            return isRead
        }
        cursor = start
        guard let field = field() else { return false }
        type.fields.append(field)
        return true
    }

    private mutating func table(_ type: inout TypeDeclaration) -> Bool {
        guard let file = text("the file's name", ko: "파일 이름") else { return false }
        var table = TableDeclaration(file: file)
        cursor.skipBlanks()
        if cursor.take("table") {
            guard let name = name("the table's name", ko: "표 이름") else { return false }
            table.table = name
            cursor.skipBlanks()
        }
        if cursor.take("columns") {
            guard let columns = nameList(signs: false) else { return false }
            table.columns = columns
            cursor.skipBlanks()
        }
        guard reading(&table) else { return false }
        if type.table != nil {
            issues.error(
                DataCode.tableSource,
                Message("\(type.name.text) already has a table", ko: "\(type.name.text)에는 이미 표가 있습니다"),
                at: file.span, in: source)
            return false
        }
        type.table = table
        return true
    }

    /// `encoding E header N absent "-"`, in any order.
    private mutating func reading(_ table: inout TableDeclaration) -> Bool {
        while true {
            if cursor.take("encoding") {
                cursor.skipBlanks()
                let encoding =
                    cursor.next == .quote
                    ? text("an encoding", ko: "인코딩") : name("an encoding", ko: "인코딩", signs: true)
                guard let encoding else { return false }
                table.encoding = encoding
            } else if cursor.take("header") {
                guard let header = header() else { return false }
                table.header = header
            } else if cursor.take("absent") {
                guard let absent = text("the texts that mean no value", ko: "값이 없음을 뜻하는 글") else { return false }
                table.absents = AbsentMarkers.listed(in: absent.text)
            } else {
                return true
            }
            cursor.skipBlanks()
        }
    }

    private mutating func header() -> HeaderChoice? {
        cursor.skipBlanks()
        if cursor.take("none") { return HeaderChoice.none }
        guard let number = name("the header's line, or 'none'", ko: "머리글의 줄 번호나 'none'") else { return nil }
        if let line = Int(number.text) { return line == 0 ? HeaderChoice.none : .line(line) }
        issues.error(
            DataCode.syntax, Message("expected the header's line, or 'none'", ko: "머리글의 줄 번호나 'none'이(가) 와야 합니다"),
            at: number.span, in: source)
        return nil
    }

    /// `edges FROM, TO`; nil where it is a field of this name.
    private mutating func edges(_ type: inout TypeDeclaration) -> Bool? {
        var ahead = cursor
        ahead.skipBlanks()
        let isName = ahead.next == .backquote ? (try? ahead.quotedText(.backquote).get()) != nil : ahead.name() != nil
        ahead.skipBlanks()
        guard isName, ahead.next == .comma else { return nil }
        guard let names = nameList(signs: false) else { return false }
        guard names.count == 2 else {
            issues.error(
                DataCode.syntax, Message("'edges' takes two columns", ko: "'edges'에는 열 둘을 씁니다"),
                at: names[names.count - 1].span, in: source)
            return false
        }
        type.edges = names
        return true
    }

    private mutating func computed(_ type: inout TypeDeclaration) -> Bool {
        guard let name = name("the computed field's name", ko: "계산 필드 이름") else { return false }
        cursor.skipBlanks()
        var alias: DeclaredName?
        if !cursor.isAtLineEnd {
            guard let word = self.name("an alias", ko: "별칭") else { return false }
            alias = word
        }
        type.computed.append((name, alias))
        return true
    }

    /// `valid A ?? B .. C + D`
    private mutating func validity(_ type: inout TypeDeclaration) -> Bool {
        var validity = ValidityDeclaration()
        guard bounds(into: &validity.start) else { return false }
        cursor.skipBlanks()
        guard cursor.take("..") else { return expected("'..'", ko: "'..'") }
        guard bounds(into: &validity.end) else { return false }
        type.validity = validity
        return true
    }

    private mutating func bounds(into bounds: inout [ValidityDeclaration.Bound]) -> Bool {
        repeat {
            guard let name = name("a field", ko: "필드") else { return false }
            var bound = ValidityDeclaration.Bound(name: name)
            cursor.skipBlanks()
            if cursor.take(.plus) {
                guard let term = self.name("a field", ko: "필드") else { return false }
                bound.plus = term
                cursor.skipBlanks()
            }
            bounds.append(bound)
        } while cursor.take("??")
        return true
    }
}

/// The small parts that all productions share.
extension SchemaReader {
    /// A plain or backquoted name after blanks.
    mutating func name(_ what: String, ko korean: String, signs: Bool = false) -> DeclaredName? {
        cursor.skipBlanks()
        if cursor.next == .backquote {
            guard case .success(let quoted) = cursor.quotedText(.backquote) else {
                expected(what, ko: korean)
                return nil
            }
            return DeclaredName(text: cursor.string(quoted.content).nfc, span: quoted.span)
        }
        guard !cursor.isAtLineEnd, let span = cursor.name(withSigns: signs) else {
            expected(what, ko: korean)
            return nil
        }
        return DeclaredName(text: cursor.string(span).nfc, span: span)
    }

    mutating func text(_ what: String, ko korean: String) -> DeclaredName? {
        cursor.skipBlanks()
        guard cursor.next == .quote else {
            expected(what, ko: korean)
            return nil
        }
        switch cursor.quotedText() {
        case .success(let quoted):
            return DeclaredName(text: cursor.unescaped(quoted).nfc, span: quoted.span)
        case .failure(let failure):
            issues.text(failure, in: source)
            return nil
        }
    }

    mutating func nameList(signs: Bool) -> [DeclaredName]? {
        var names: [DeclaredName] = []
        repeat {
            cursor.skipBlanks(beforeItem: names.count)
            guard let name = name("a name", ko: "이름", signs: signs) else { return nil }
            names.append(name)
            cursor.skipBlanks()
        } while cursor.take(.comma)
        return names
    }

    @discardableResult
    mutating func expected(_ what: String, ko korean: String) -> Bool {
        issues.expected(what, ko: korean, at: cursor, in: source)
        return false
    }
}

extension DataIssues {
    mutating func expected(_ what: String, ko korean: String, at cursor: TextCursor, in source: SourceText) {
        let token = cursor.nextToken()
        error(
            DataCode.syntax, Message("expected \(what)", ko: "\(korean)이(가) 와야 합니다"), at: token, in: source)
    }

    mutating func tab(at span: Span, in source: SourceText) {
        error(
            DataCode.tab, Message("a line is indented with a tab", ko: "탭으로 들여 쓴 줄입니다"), at: span, in: source,
            help: [Message("indent with blanks: two for a field, four for a citation", ko: "빈칸으로 들여 쓰세요: 필드는 둘, 인용은 넷")]
        )
    }

    mutating func indentation(at span: Span, in source: SourceText) {
        error(
            DataCode.indentation,
            Message("the indentation fits no line above", ko: "들여쓰기가 위의 어느 줄과도 맞지 않습니다"), at: span, in: source,
            help: [
                Message(
                    "all fields of one record or type start at the same column; what belongs to a field stands deeper",
                    ko: "한 레코드나 유형의 필드는 모두 같은 열에서 시작하고, 필드에 딸린 줄은 더 깊이 들여 씁니다")
            ])
    }

    mutating func text(_ failure: QuotedTextFailure, in source: SourceText) {
        switch failure {
        case .unterminated(let span):
            error(
                DataCode.text, Message("the text has no closing quotation mark", ko: "닫는 따옴표가 없습니다"), at: span,
                in: source)
        case .badEscape(let span):
            error(
                DataCode.text, Message("no such escape in a text", ko: "글에 쓸 수 없는 이스케이프입니다"), at: span, in: source,
                help: [
                    Message("there are \\n \\t \\r \\\" \\\\ \\u{...}", ko: "\\n \\t \\r \\\" \\\\ \\u{...}만 쓸 수 있습니다")
                ])
        }
    }
}
