import NaruData
package import NaruEngine
import NaruSemantics
import NaruSyntax

/// A value that is given for a parameter, before it is read by its type.
package enum ParameterInput: Sendable {
    /// Written as where a parameter is given, and read by whatever its type is.
    case text(String)
    case list([String])
    /// A value that has a type already, or a list of such.
    case value(NaruEngine.Value)
    case absent

    init(_ value: NaruEngine.Value) {
        switch value {
        case .absent: self = .absent
        case .text(let text): self = .text(text)
        default: self = .value(value)
        }
    }
}

extension NaruEngine.Value {
    /// As the value is written where a parameter is given; of a record its id,
    /// since several may have one name.
    var parameterText: String {
        switch self {
        case .entity(let entity): "id:\(entity.id)"
        case .enumeration(let name, _, _): name
        default: plainText
        }
    }
}

extension Session {
    /// One vector of one value for each parameter: the given value read by the
    /// parameter's type, else its default, else absent where it may be.
    func bind(_ parameters: [TypedParameter], _ given: [String: ParameterInput], _ texts: TextPool) throws(RunFailure)
        -> [Vector]
    {
        var problems: [Diagnostic] = []
        var bound: [Vector] = []
        for name in given.keys.sorted() where !parameters.contains(where: { $0.name == name }) {
            problems.append(.unknownParameter(name, known: parameters.map(\.name)))
        }
        guard !parameters.isEmpty || !problems.isEmpty else { return [] }
        let context = RunContext(
            store: dataset.loaded.store, texts: texts, today: today, parameters: [],
            language: languageNumber)
        let run = QueryRun(context: context, planner: planner)
        let reader = ParameterReader(checker: dataset.checker, texts: texts, run: run)
        for parameter in parameters {
            do throws(ParameterProblem) {
                bound.append(try value(of: parameter, given[parameter.name], reader))
            } catch {
                problems.append(.parameter(parameter, error, in: dataset.loaded.catalog.schema))
            }
        }
        guard problems.isEmpty else { throw RunFailure(reason: .failed, diagnostics: problems) }
        return bound
    }

    private func value(
        of parameter: TypedParameter, _ given: ParameterInput?, _ reader: ParameterReader
    ) throws(ParameterProblem) -> Vector {
        if parameter.name == LastRow.name, let lastResult { return lastResult.rows }
        switch given {
        case .text(let text): return try reader.read(text, as: parameter.type)
        case .list(let items): return try reader.read(items, as: parameter.type)
        case .value(let value): return try reader.read(value, as: parameter.type)
        case .absent where parameter.type.cardinality != .one: return reader.absent(parameter.type)
        case .absent: throw .missing
        case nil: break
        }
        if let defaultValue = parameter.defaultValue {
            do throws(EngineError) {
                return try reader.run.value(of: defaultValue)
            } catch {
                throw .unreadable(parameter.name)
            }
        }
        guard parameter.type.cardinality == .optional else { throw .missing }
        return reader.absent(parameter.type)
    }
}

/// What is wrong with the value of a parameter.
enum ParameterProblem: Error {
    case missing
    case unreadable(String)
    /// Of another type, although its text might be read.
    case ofAnotherType(NaruEngine.Value)
    case noEntity(String, near: [String])
    case severalEntities(String, [EntityMatch])
}

extension Diagnostic {
    static func unknownParameter(_ name: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .parameterUnreadable, .error,
            Message("the program has no parameter '\(name)'", ko: "프로그램에 '\(name)' 매개변수가 없습니다"), at: nil,
            help: known.isEmpty
                ? []
                : [
                    Message(
                        "its parameters: \(known.joined(separator: ", "))", ko: "매개변수: \(known.joined(separator: ", "))"
                    )
                ])
    }

    static func parameter(_ parameter: TypedParameter, _ problem: ParameterProblem, in schema: Schema) -> Diagnostic {
        let name = parameter.name
        switch problem {
        case .missing:
            return Diagnostic(
                .parameterMissing, .error, Message("parameter '\(name)' needs a value", ko: "'\(name)' 매개변수에 값이 필요합니다"),
                at: parameter.span,
                help: [Message(pointingTo: .parameter(name))])
        case .unreadable(let text):
            return Diagnostic(
                .parameterUnreadable, .error,
                Message("'\(text)' is no value for parameter '\(name)'", ko: "'\(text)'은(는) '\(name)' 매개변수의 값이 아닙니다"),
                at: parameter.span, help: [schema.form(of: parameter.type)])
        case .ofAnotherType(let value):
            let (type, text) = (schema.describe(parameter.type), value.plainText)
            return Diagnostic(
                .parameterUnreadable, .error,
                Message(
                    "parameter '\(name)' is \(type), which the given value \(text) is not",
                    ko: "'\(name)' 매개변수의 유형은 \(type)인데 주어진 값 \(text)은(는) 그렇지 않습니다"),
                at: parameter.span, help: [schema.form(of: parameter.type)])
        case .noEntity(let text, let near):
            let names = near.joined(separator: ", ")
            return Diagnostic(
                .parameterUnreadable, .error,
                Message(
                    "parameter '\(name)': nothing is called '\(text)'", ko: "'\(name)' 매개변수: '\(text)'(이)라는 것이 없습니다"),
                at: parameter.span,
                help: near.isEmpty ? [] : [Message("nearest: \(names)", ko: "비슷한 이름: \(names)")])
        case .severalEntities(let text, let matches):
            let ids = matches.map { "id:\($0.id)" }.joined(separator: ", ")
            return Diagnostic(
                .parameterUnreadable, .error,
                Message("parameter '\(name)': '\(text)' names several", ko: "'\(name)' 매개변수: '\(text)'이(가) 여럿입니다"),
                at: parameter.span, help: [Message("give one of \(ids)", ko: "다음 중 하나로: \(ids)")])
        }
    }
}

/// Which values of a program fit which parameters. A text fits any, since it is
/// read by the parameter's type; a number is no date, although a year is one.
extension Schema {
    func accepts(_ value: NaruEngine.Value, as type: Type) -> Bool {
        switch (value, type) {
        case (.text, _), (.bool, .bool), (.localized, .text), (.period, .period), (.duration, .duration),
            (.geo, .geo), (.quantity, .quantity), (.date, .date), (.date, .days):
            true
        case (.int, .int), (.int, .decimal), (.int, .float), (.decimal, .decimal), (.decimal, .float),
            (.float, .float), (.float, .decimal):
            true
        case (.enumeration(let name, _, _), .enumeration(let id)): self[id].cases.contains { $0.name == name }
        case (.entity(let entity), .entity(let wanted)):
            types.contains { type in type.name == entity.type && wanted.contains { isSubtype(type.id, of: $0) } }
        default: false
        }
    }

    /// An example of what a parameter takes, as its text is written.
    func form(of type: ValueType) -> Message {
        let (english, korean) = form(of: type.type)
        guard type.cardinality == .many else {
            return Message("it takes \(english)", ko: "받는 값: \(korean)")
        }
        return Message("it takes a list; of each: \(english)", ko: "목록을 받습니다. 원소마다: \(korean)")
    }

    private func form(of type: Type) -> (String, String) {
        switch type {
        case .bool: ("true or false", "true 또는 false")
        case .int: ("a whole number: 3", "정수: 3")
        case .decimal: ("a number: 12.5", "수: 12.5")
        case .float: ("a number: 12.5 or 1e6", "수: 12.5, 1e6")
        case .date, .days: ("a date: 2023, 2023-10 or 2023-10-31", "날짜: 2023, 2023-10, 2023-10-31")
        case .period: ("two dates: 2024-05-13/2024-05-19", "두 날짜: 2024-05-13/2024-05-19")
        case .duration: ("a duration: 2 years", "기간: 2 years")
        case .geo: ("degrees north and east: 37.5 127", "위도와 경도: 37.5 127")
        case .quantity: ("an amount with its unit: 100 KRW", "단위가 붙은 양: 100 KRW")
        case .enumeration(let id): cases(self[id].cases.map(\.name))
        case .entity(let types):
            ("the name or id:… of \(names(types))", "\(names(types))의 이름 또는 id:…")
        default: ("one text", "글 하나")
        }
    }

    private func cases(_ names: [String]) -> (String, String) {
        let some = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
        return ("one of \(some)", "\(some) 중 하나")
    }

    private func names(_ types: [TypeID]) -> String { describe(.entity(types)) }
}
