import NaruSemantics
import NaruSyntax

extension Evaluator {
    func call(
        _ function: Function, _ arguments: [TypedExpression], _ expression: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> Vector {
        switch function {
        case .evidence, .sources, .quotes: return try evidence(function, arguments[0], expression, frame)
        case .hasWord: return try truth(expression, frame).vector
        default: break
        }
        let values = try evaluateAll(arguments, frame).map { $0.inLanguage(context.language) }
        switch function {
        case .length, .lower, .upper, .fold, .trim, .replace, .split, .join, .startsWith, .endsWith, .substring,
            .initials:
            return try textFunction(function, values, expression)
        case .abs, .round, .floor, .ceil, .sqrt, .ln, .log, .exp, .power, .div:
            return try numberFunction(function, values, expression)
        case .earliest, .latest, .yearsBetween, .monthsBetween, .overlaps, .distance:
            return calendarFunction(function, values)
        case .text, .int, .decimal, .float, .date, .convert:
            return try conversion(function, values, arguments, expression)
        case .evidence, .sources, .quotes, .hasWord: return values[0]
        }
    }

    /// A result row by row from present arguments; nil gives an absent value.
    func rowwise<T, Failure: Error>(
        _ arguments: [Vector], zero: T, payload: ([T]) -> Payload, _ body: (Int) throws(Failure) -> T?
    ) throws(Failure) -> Vector {
        let count = arguments.first?.count ?? 0
        var valid = Bitmap(repeating: true, count: count)
        for argument in arguments { if let bits = argument.valid { valid = valid & bits } }
        var results = [T](repeating: zero, count: count)
        for row in 0..<count where valid[row] {
            if let value = try body(row) { results[row] = value } else { valid[row] = false }
        }
        return Vector(count: count, valid: valid.popCount == count ? nil : valid, payload: payload(results))
    }

    func textAt(_ vector: Vector, _ row: Int) -> String {
        guard case .code(let codes) = vector.payload else { return "" }
        return texts[codes[row]]
    }

    func intAt(_ vector: Vector, _ row: Int) -> Int64 {
        guard case .int(let values) = vector.payload else { return 0 }
        return values[row]
    }

    private func textFunction(
        _ function: Function, _ values: [Vector], _ expression: TypedExpression
    ) throws(EngineError) -> Vector {
        func text(_ body: (String, Int) -> String?) -> Vector {
            rowwise(values, zero: Int32(0), payload: Payload.code) { row in
                body(textAt(values[0], row), row).map { texts.code(of: $0) }
            }
        }
        func bool(_ body: (Int) -> Bool) -> Vector {
            rowwise(
                values, zero: false,
                payload: { bits in .bool(Bitmap(count: bits.count) { (row: Int) -> Bool in bits[row] }) }, body)
        }
        switch function {
        case .length:
            return rowwise(values, zero: Int64(0), payload: Payload.int) {
                Int64(textAt(values[0], $0).unicodeScalars.count)
            }
        case .lower: return text { text, _ in text.lowercased() }
        case .upper: return text { text, _ in text.uppercased() }
        case .fold: return text { text, _ in TextFold.fold(text) }
        case .trim: return text { text, _ in text.trimmed }
        case .replace:
            return try rowwise(values, zero: Int32(0), payload: Payload.code) { row throws(EngineError) in
                let (text, old, new) = (textAt(values[0], row), textAt(values[1], row), textAt(values[2], row))
                let most = text.utf8.count / max(old.utf8.count, 1) * new.utf8.count
                return try context.code(ofBytes: text.utf8.count + most) { text.replacing(old, by: new) }
            }
        case .startsWith: return bool { textAt(values[0], $0).utf8.starts(with: textAt(values[1], $0).utf8) }
        case .endsWith:
            return bool { textAt(values[0], $0).utf8.reversed().starts(with: textAt(values[1], $0).utf8.reversed()) }
        case .substring:
            return text { text, row in
                text.scalars(from: intAt(values[1], row), count: values.count > 2 ? intAt(values[2], row) : nil)
            }
        case .initials: return text { text, _ in text.hangulInitials }
        case .split: return split(values)
        case .join: return try joinTexts(values)
        default: return values[0]
        }
    }

    private func split(_ values: [Vector]) -> Vector {
        var pieces: [Int32] = []
        var owners: [Int32] = []
        for row in 0..<values[0].count where values.allSatisfy({ $0.isPresent(row) }) {
            for piece in textAt(values[0], row).pieces(separatedBy: textAt(values[1], row)) {
                pieces.append(texts.code(of: piece))
                owners.append(Int32(row))
            }
        }
        return .list(
            elements: Vector(count: pieces.count, payload: .code(pieces)), rows: owners, count: values[0].count)
    }

    private func joinTexts(_ values: [Vector]) throws(EngineError) -> Vector {
        guard case .list(let list) = values[0].asList().payload else { return values[0] }
        let items = list.child.inLanguage(context.language)
        return try rowwise([values[1]], zero: Int32(0), payload: Payload.code) { row throws(EngineError) in
            let pieces = (Int(list.offsets[row])..<Int(list.offsets[row + 1])).map { textAt(items, $0) }
            let separator = textAt(values[1], row)
            let bytes = pieces.reduce(0) { $0 + $1.utf8.count + separator.utf8.count }
            return try context.code(ofBytes: bytes) { pieces.joined(separator: separator) }
        }
    }
}
