import NaruSyntax
import TestSupport

/// A way to get a query wrong, as people do who know other languages, or type
/// in a hurry.
enum Breakage: String, CaseIterable {
    case misspeltName, doubledEqual, ampersands, quotes, bareDate, textForCase, bareCase, textForEntity, bareEntity
    case capitals, missingBar, like, isNull, missingInto, orderBy, limit, angleBrackets, parenthesesForList
    case missingQuantifier, missingUnit, between, method, missingBackquotes, dottedCall

    /// The query broken in one place, if it has one for this.
    func broken(_ program: String, _ random: inout RandomSource) -> String? {
        let source = SourceText(name: "query", text: program)
        let tokens = Lexer.tokens(of: source).tokens
        let edits = tokens.indices.compactMap { edit(tokens, $0) }
        return edits.isEmpty ? nil : String(decoding: random.pick(edits).applied(to: source).utf8, as: UTF8.self)
    }

    private func edit(_ tokens: [Token], _ place: Int) -> Suggestion? {
        let token = tokens[place]
        let next = tokens[min(place + 1, tokens.count - 1)]
        let before = place > 0 ? tokens[place - 1] : nil
        func instead(_ text: String) -> Suggestion { .write(text, for: token.span) }
        func pair(_ text: String) -> Suggestion { .write(text, for: token.span.joined(next.span)) }
        switch self {
        case .misspeltName:
            guard token.kind == .name, token.text.count > 4, !token.isQuoted else { return nil }
            var letters = Array(token.text)
            letters.swapAt(2, 3)
            return letters[2] == letters[3] ? nil : instead(String(letters))
        case .doubledEqual: return token.is(.equal) && !isDefinition(tokens) ? instead("==") : nil
        case .ampersands: return token.is(.and) ? instead("&&") : token.is(.or) ? instead("||") : nil
        case .quotes:
            return token.kind == .text && !token.text.contains("'") ? instead("'\(token.text)'") : nil
        case .bareDate:
            guard case .date = token.kind else { return nil }
            return instead(token.text)
        case .textForCase: return isCase(before, token, next) ? pair("\"\(next.text)\"") : nil
        case .bareCase: return isCase(before, token, next) ? pair(next.text) : nil
        case .textForEntity:
            return isEntity(token, next) ? pair(Self.quoted(next.text)) : nil
        case .bareEntity: return isEntity(token, next) ? pair("\(token.text) \(next.text)") : nil
        case .capitals:
            let isWord =
                token.is(.and) || token.is(.or) || token.is(.in) || token.isWord("desc") || token.isWord("into")
            return isWord ? instead(token.text.uppercased()) : nil
        case .missingBar: return token.is(.bar) ? instead("") : nil
        case .like:
            guard token.is(.matches), next.kind == .text else { return nil }
            return pair("like \(Self.quoted("%\(next.text)%"))")
        case .isNull:
            guard token.is(.no) || token.is(.any), next.kind == .name else { return nil }
            return Suggestion([
                TextEdit(Span(token.span.start, next.span.start), ""),
                .insertion(token.is(.no) ? " is null" : " is not null", at: next.span.end),
            ])
        case .missingInto: return token.isWord("into") ? instead(",") : nil
        case .orderBy: return token.isWord("sort") && (before?.is(.bar) ?? false) ? instead("order by") : nil
        case .limit: return token.isWord("take") && (before?.is(.bar) ?? false) ? instead("limit") : nil
        case .angleBrackets: return token.is(.notEqual) ? instead("<>") : nil
        case .parenthesesForList:
            guard token.is(.leftBracket), token.hasSpaceBefore,
                let close = tokens[place...].firstIndex(where: { $0.is(.rightBracket) })
            else { return nil }
            return Suggestion([TextEdit(token.span, "("), TextEdit(tokens[close].span, ")")])
        case .missingQuantifier: return token.is(.any) ? instead("") : nil
        case .missingUnit:
            guard case .number = token.kind, next.kind == .name, !next.isFirstOnLine else { return nil }
            return Suggestion([TextEdit(next.span, "")])
        case .between:
            guard token.is(.in), place + 3 < tokens.count, tokens[place + 2].is(.range) else { return nil }
            return Suggestion([TextEdit(token.span, "between"), TextEdit(tokens[place + 2].span, " and ")])
        case .method:
            guard ["count", "length", "lower"].contains(token.text), next.is(.leftParenthesis),
                place + 3 < tokens.count, tokens[place + 2].kind == .name, tokens[place + 3].is(.rightParenthesis)
            else { return nil }
            return .write(
                "\(tokens[place + 2].text).\(token.text)()", for: token.span.joined(tokens[place + 3].span))
        case .missingBackquotes: return token.isQuoted && token.kind == .name ? instead(token.text) : nil
        case .dottedCall:
            guard token.is(.dot), ["year", "month", "day"].contains(next.text), let before, before.kind == .name else {
                return nil
            }
            return .write("\(next.text)(\(before.text))", for: before.span.joined(next.span))
        }
    }

    /// An equality sign of a definition is none of a comparison.
    private func isDefinition(_ tokens: [Token]) -> Bool {
        tokens.contains { $0.isWord("let") || $0.isWord("param") }
    }

    private func isCase(_ before: Token?, _ token: Token, _ next: Token) -> Bool {
        token.is(.dot) && token.hasSpaceBefore && next.kind == .name && !next.hasSpaceBefore
    }

    private func isEntity(_ token: Token, _ next: Token) -> Bool {
        token.kind == .name && next.kind == .text && !next.isFirstOnLine && !next.text.hasPrefix("id:")
    }

    private static func quoted(_ text: String) -> String { "\"" + text.filter { $0 != "\"" && $0 != "\\" } + "\"" }
}
