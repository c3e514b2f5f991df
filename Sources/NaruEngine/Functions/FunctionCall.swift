import NaruSemantics
import NaruSyntax

/// One call of a function over whole columns: what its kernels need, and no more.
///
/// Arguments are single values in the language of the run. Where one is absent
/// the result is; so kernels see present values alone.
struct FunctionCall {
    let context: RunContext
    let arguments: [Vector]
    /// The types that the checker gave the arguments.
    let types: [Type]
    /// For its type, and as the place of warnings.
    let expression: TypedExpression

    var texts: TextPool { context.texts }

    /// A result for each row.
    func result(of function: Function) throws(EngineError) -> Vector {
        for (argument, type) in zip(arguments, types) {
            let values = if case .list(let list) = argument.payload { list.child } else { argument }
            guard values.payload.holds(type) || values.presence.isEmpty else {
                throw .internal("arguments of other types than those checked")
            }
        }
        return try computed(by: function)
    }

    private func computed(by function: Function) throws(EngineError) -> Vector {
        switch function {
        case .length: length()
        case .lower: try lower()
        case .upper: try upper()
        case .fold: try fold()
        case .trim: try trim()
        case .initials: try initials()
        case .substring: try substring()
        case .startsWith: startsWith()
        case .endsWith: endsWith()
        case .replace: try replace()
        case .split: try split()
        case .join: try join()
        case .abs: try rounded(by: .abs)
        case .round: try rounded(by: .round)
        case .floor: try rounded(by: .floor)
        case .ceil: try rounded(by: .ceil)
        case .div: try integerDivision()
        case .sqrt: try floats { x, _ in x.squareRoot() }
        case .ln: try floats { x, _ in logarithm(x) }
        case .log: try floats { x, base in logarithm(x, base: base) }
        case .exp: try floats(overflowing: { _ in true }) { x, _ in exponential(x) }
        case .power: try floats(overflowing: { $0 != 0 }) { x, exponent in power(x, exponent) }
        case .earliest: try days { $0.first == PartialDate.distantPast ? nil : $0.first }
        case .latest: try days { $0.last == PartialDate.distantFuture ? nil : $0.last }
        case .overlaps: try overlaps()
        case .yearsBetween: try wholeMonths(each: 12)
        case .monthsBetween: try wholeMonths(each: 1)
        case .distance: try distance()
        case .text: asText()
        case .int: number(zero: Int64(0), Payload.int) { integer($0) }
        case .decimal: number(zero: .zero, Payload.decimal) { decimal($0) }
        case .float: number(zero: 0, Payload.float) { decimal($0).map(\.double) ?? float($0) }
        case .date: date()
        case .convert: try convert()
        case .hasWord, .evidence, .sources, .quotes:
            throw .internal("\(function.rawValue) is no function of values alone")
        }
    }

    // MARK: What kernels share

    func rowwise<T, Failure: Error>(
        zero: T, payload: ([T]) -> Payload, _ body: (Int) throws(Failure) -> T?
    ) throws(Failure) -> Vector {
        try Vector.rowwise(arguments, zero: zero, payload: payload, body)
    }

    func text(_ argument: Int, _ row: Int) -> String { texts.text(of: arguments[argument], row) }

    func int(_ argument: Int, _ row: Int) -> Int64 {
        guard case .int(let values) = arguments[argument].payload else { return 0 }
        return values[row]
    }

    func warn(_ kind: Warning.Kind, count: Int) { context.warn(kind, of: expression, count: count) }

    /// What stands for columns of another kind than the checker promised: where
    /// no value is present, its kind says nothing.
    func absentResult() throws(EngineError) -> Vector {
        let count = arguments.first?.count ?? 0
        guard arguments.contains(where: { $0.presence.isEmpty }) else {
            throw .internal("arguments of other types than those checked")
        }
        return .absent(count: count, of: expression.type, languages: context.languages)
    }
}

extension Vector {
    /// A result row by row from present arguments; nil gives an absent value.
    static func rowwise<T, Failure: Error>(
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

    /// Other values at the same rows.
    func replacing(_ payload: Payload) -> Vector { Vector(count: count, valid: valid, payload: payload) }
}

extension TextPool {
    /// The text of a row that has one.
    func text(of vector: Vector, _ row: Int) -> String {
        guard case .code(let codes) = vector.payload else { return "" }
        return self[codes[row]]
    }

    func column(_ quantities: [Quantity]) -> QuantityColumn {
        QuantityColumn(
            amount: quantities.map(\.amount), upper: quantities.map(\.upper),
            unit: quantities.map { code(of: $0.unit) }, qualifier: quantities.map(\.qualifier.rawValue))
    }
}
