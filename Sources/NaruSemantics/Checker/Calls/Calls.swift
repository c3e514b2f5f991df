import NaruSyntax

/// The arguments of a call, matched to the parameters of its signature.
struct MatchedArguments {
    var values: [Argument?]

    subscript(position: Int) -> Argument? { values.indices.contains(position) ? values[position] : nil }
}

extension ProgramChecker {
    func call(_ name: Name, _ arguments: [Argument], at span: Span) -> TypedExpression {
        if let position = definitions.functions[name.text] { return callFunction(position, name, arguments, at: span) }
        guard let signature = FunctionSignature.named(name.text) else {
            return invalid(unknownFunction(name), at: span)
        }
        if case .window(let function) = signature.meaning {
            return rowWindow(function, signature, arguments, partition: [], at: span)
        }
        guard let matched = match(arguments, to: signature, at: span) else {
            return invalid(at: span)
        }
        switch signature.meaning {
        case .scalar(let function): return scalar(function, signature, matched, at: span)
        case .aggregate(let aggregate): return self.aggregate(aggregate, signature, matched, at: span)
        case .quantifier(let quantifier): return quantifierCall(quantifier, matched, at: span)
        case .reached: return reached(matched, at: span)
        case .measure(let measure): return nodeMeasure(measure, matched, at: span)
        case .window: return invalid(at: span)
        }
    }

    private func unknownFunction(_ name: Name) -> Diagnostic {
        let names = FunctionSignature.all.map(\.name) + Array(definitions.functions.keys)
        let isValue = definitions.plain[name.text] != nil
        return .unknownFunction(
            name, suggestion: closest(to: name.text, among: names), isValue: isValue,
            way: ForeignFunctions.ways[name.text.lowercased()])
    }

    /// Labels and counts; nil after a report.
    func match(_ arguments: [Argument], to signature: FunctionSignature, at span: Span) -> MatchedArguments? {
        let parameters = signature.parameters
        var values: [Argument?] = Array(repeating: nil, count: parameters.count)
        var next = 0
        for argument in arguments {
            if let direction = argument.direction {
                report(.directionOfArgument(direction, function: signature.name, at: argument.value.span))
            }
            if let label = argument.label {
                guard let position = parameters.firstIndex(where: { $0.name == label.text }), values[position] == nil
                else {
                    let open = zip(parameters, values).filter { $1 == nil }.map(\.0)
                    let suggestion =
                        closest(to: label.text, among: open.map(\.name))
                        ?? open.first { $0.isLabelled && !$0.isOptional }?.name
                    report(.unknownLabel(label, function: signature.title, suggestion: suggestion))
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
            guard let only = plain.first, plain.count == 1 else {
                return .missingArgument("\(missing.name):", of: signature.title, ways: [], at: span)
            }
            // `degree(partners)` gives the path, `reached(it)` where it begins.
            let isPath = signature.parameters[0].isOptional && only.value.leadingName != nil
            let call =
                isPath
                ? "\(missing.name): \(text(only.value))" : "\(text(only.value)), \(missing.name): …"
            return .missingArgument(
                "\(missing.name):", of: signature.title, ways: ["\(signature.name)(\(call))"], at: span)
        }
        let most = signature.parameters.count
        let kept = arguments.prefix(most).map { text($0.value) }.joined(separator: ", ")
        return .wrongArgumentCount(
            signature.title, expected: signature.required, found: arguments.count,
            ways: arguments.count > most ? ["\(signature.name)(\(kept))"] : [], at: span)
    }
}
