import NaruSyntax

/// The arguments of a call, matched to the parameters of its signature.
struct MatchedArguments {
    var values: [Argument?]

    subscript(position: Int) -> Argument? { values.indices.contains(position) ? values[position] : nil }
}

/// Matches calls to signatures, and hands them to the part that types them.
struct CallChecker: CheckerPart {
    let context: CheckContext

    func call(_ name: Name, _ arguments: [Argument], at span: Span) -> TypedExpression {
        if let position = definitions.functions[name.text] { return lets.call(position, name, arguments, at: span) }
        guard let signature = FunctionSignature.named(name.text) else {
            return invalid(unknownFunction(name, arguments, at: span), at: span)
        }
        if case .window(let function) = signature.meaning {
            return windows.rowWindow(function, signature, arguments, partition: [], at: span)
        }
        guard let matched = match(arguments, to: signature, at: span) else {
            return invalid(at: span)
        }
        switch signature.meaning {
        case .scalar(let function):
            return ScalarCallChecker(context: context).scalar(function, signature, matched, at: span)
        case .aggregate(let aggregate): return aggregates.aggregate(aggregate, signature, matched, at: span)
        case .quantifier(let quantifier):
            return GraphCallChecker(context: context).quantifier(quantifier, matched, at: span)
        case .reached: return GraphCallChecker(context: context).reached(matched, at: span)
        case .measure(let measure): return GraphCallChecker(context: context).measure(measure, matched, at: span)
        case .window: return invalid(at: span)
        }
    }

    private func unknownFunction(_ name: Name, _ arguments: [Argument], at span: Span) -> Diagnostic {
        if definitions.plain[name.text] != nil {
            return .unknownFunction(name, isValue: true, foreign: nil, ways: instead(of: span, [text(name.span)]))
        }
        let names = FunctionSignature.all.map(\.name) + Array(definitions.functions.keys)
        let word = name.text.lowercased()
        let foreign = ForeignFunctions.rewritten(word, arguments.map { (text($0.value), operand($0.value)) })
        let near = ForeignFunctions.names.contains(word) ? [] : spellings(of: name, among: names)
        return .unknownFunction(
            name, isValue: false, foreign: ForeignFunctions.words[word], ways: instead(of: span, foreign) + near)
    }

    /// Labels and counts; nil after a report.
    func match(_ arguments: [Argument], to signature: FunctionSignature, at span: Span) -> MatchedArguments? {
        let parameters = signature.parameters
        var values: [Argument?] = Array(repeating: nil, count: parameters.count)
        var next = 0
        for argument in arguments {
            if let direction = argument.direction {
                report(directionOfArgument(direction, of: signature.name, argument))
            }
            if let label = argument.label {
                guard let position = parameters.firstIndex(where: { $0.name == label.text }), values[position] == nil
                else {
                    let open = zip(parameters, values).filter { $1 == nil }.map(\.0)
                    let wanted = open.filter { $0.isLabelled && !$0.isOptional }.map(\.name)
                    let unlabelled = TextEdit(Span(label.span.start, argument.value.span.start), "")
                    report(
                        .unknownLabel(
                            label, function: signature.title,
                            spellings: spellings(of: label, among: open.map(\.name)) + written(wanted, at: label.span)
                                + [Suggestion([unlabelled], shown: argument.value.span)]))
                    return nil
                }
                values[position] = argument
                continue
            }
            while next < parameters.count, values[next] != nil || parameters[next].isLabelled { next += 1 }
            guard next < parameters.count else { return countProblem(signature, arguments, at: span) }
            values[next] = argument
        }
        for (parameter, value) in zip(parameters, values) where value == nil && !parameter.isOptional {
            return countProblem(signature, arguments, at: span)
        }
        return MatchedArguments(values: values)
    }

    /// The direction stands behind the value, as `asc` or `desc`.
    func directionOfArgument(_ direction: SortDirection, of function: String, _ argument: Argument) -> Diagnostic {
        let end = argument.value.span.end
        let spaces = context.source.utf8[end...].prefix { $0 == UInt8(ascii: " ") }.count
        let length = spaces + direction.rawValue.utf8.count
        let message = Message("remove `\(direction.rawValue)`", ko: "`\(direction.rawValue)`을(를) 지우세요")
        return .directionOfArgument(
            direction, function: function,
            ways: [Suggestion([TextEdit(Span(end, end + length), "")], .said(message))], at: argument.value.span)
    }

    private func countProblem(_ signature: FunctionSignature, _ arguments: [Argument], at span: Span)
        -> MatchedArguments?
    {
        report(countMistake(signature, arguments, at: span))
        return nil
    }

    /// What a call has too few or too many of, with the call as it could be.
    func countMistake(_ signature: FunctionSignature, _ arguments: [Argument], at span: Span) -> Diagnostic {
        let plain = arguments.filter { $0.label == nil }
        let missing = signature.parameters.first { parameter in
            parameter.isLabelled && !parameter.isOptional && !arguments.contains { $0.label?.text == parameter.name }
        }
        if let missing {
            // `degree(partners)` gives the path, `reached(it)` where it begins.
            let isPath = signature.parameters[0].isOptional && plain.first?.value.leadingName != nil
            var calls = plain.count == 1 && isPath ? ["\(missing.name): \(text(plain[0].value))"] : []
            let start = plain.first.map { check($0.value) } ?? (frames.isEmpty ? nil : names.subject(at: span))
            let begin = plain.map { "\(text($0.value)), " }.joined()
            calls += (start.map(linksToOwnType) ?? []).map { "\(begin)\(missing.name): \($0)" }
            return .missingArgument(
                "\(missing.name):", of: signature.title,
                ways: instead(of: span, calls.prefix(6).map { "\(signature.name)(\($0))" }), at: span)
        }
        let most = signature.parameters.count
        let kept = arguments.prefix(most).map { text($0.value) }.joined(separator: ", ")
        return .wrongArgumentCount(
            signature.title, expected: signature.required, found: arguments.count,
            ways: instead(of: span, arguments.count > most ? ["\(signature.name)(\(kept))"] : []), at: span)
    }

    /// Links that lead back to the type they start from, as graphs need them.
    private func linksToOwnType(_ start: TypedExpression) -> [String] {
        guard case .entity(let types) = start.type.type else { return [] }
        return links(of: types) { schema.isSubset($0, of: types) || schema.isSubset(types, of: $0) }
    }

    /// Names of links, as written, whose targets are as wanted.
    func links(of types: [TypeID], where isWanted: ([TypeID]) -> Bool) -> [String] {
        let scope = NameScope(row: RowType(element: ValueType(.entity(types))))
        return members.shown(of: .entity(types)).filter { name in
            let typed = attempt { NameResolver(context: $0.seeing([scope])).resolve(Name(name, at: Span(0, 0))) }
            guard !typed.failed, case .entity(let targets) = typed.result.type.type else { return false }
            return isWanted(targets)
        }.map { Notation.name($0) }
    }
}
