import Naru
import NaruSemantics
import NaruSyntax

/// What was given for a parameter; what is wrong with it is told by the next step.
enum Binding: Sendable {
    case value(ParameterInput)
    case wrong(Diagnostic)

    /// A value in JSON for a parameter of a query.
    static func json(_ text: String, for name: String, of query: PreparedQuery, in function: String) -> Binding {
        do throws(JSONProblem) {
            return json(try JSONReader.read(text), for: name, of: query, in: function)
        } catch {
            return .wrong(.unreadable(error, of: function))
        }
    }

    static func json(_ json: JSONValue, for name: String, of query: PreparedQuery, in function: String) -> Binding {
        let isCoordinate = query.compilation.program?.parameters.contains {
            $0.name == name && $0.type.type == .geo && $0.type.cardinality != .many
        }
        return ParameterInput(json, isCoordinate: isCoordinate ?? false).map(Binding.value)
            ?? .wrong(.noParameterValue(name, of: function))
    }

    /// An object of values by the names of parameters.
    static func object(
        _ text: String, of query: PreparedQuery, in function: String
    ) throws(NaruError) -> [String: Binding] {
        let value: JSONValue
        do throws(JSONProblem) {
            value = try JSONReader.read(text)
        } catch {
            throw NaruError(.unreadable(error, of: function))
        }
        guard case .object(let fields) = value else {
            let reason = Message("this is no object", ko: "객체가 아닌 글이 있습니다")
            throw NaruError(.unreadable(JSONProblem(reason: reason, offset: 0), of: function))
        }
        let bindings = fields.map { ($0.name, json($0.value, for: $0.name, of: query, in: function)) }
        return Dictionary(bindings) { $1 }
    }
}

extension [String: Binding] {
    /// The values, or all that is wrong with them.
    func values() throws(NaruError) -> [String: ParameterInput] {
        let wrong = sorted { $0.key < $1.key }.compactMap { entry -> Diagnostic? in
            if case .wrong(let diagnostic) = entry.value { diagnostic } else { nil }
        }
        guard wrong.isEmpty else { throw NaruError(wrong) }
        return compactMapValues { if case .value(let value) = $0 { value } else { nil } }
    }
}
