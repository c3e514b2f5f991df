import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax

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
                help: [Message("give it: -P \(name)=…", ko: "값을 주세요: -P \(name)=…")])
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
