import Naru
import NaruSyntax

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `--params FILE.json`: an object of names and values, with numbers as exact
/// as they are written. Quantities and records are taken in the form in which
/// results are written.
enum ParameterFile {
    static func read(_ path: String) throws(ShellFailure) -> [String: ParameterInput] {
        let source = path == "-" ? try InputText.standardInput() : try InputText.file(path)
        let values: [String: JSONParameter]
        do {
            values = try JSONDecoder().decode([String: JSONParameter].self, from: Data(source.utf8))
        } catch DecodingError.dataCorrupted(let context) {
            throw .badParameterFile(path, reason(context))
        } catch {
            throw .badParameterFile(path, Message("it is no JSON object", ko: "JSON 객체가 아닙니다"))
        }
        var inputs: [String: ParameterInput] = [:]
        for (name, value) in values {
            guard let input = value.input else {
                throw .badParameterFile(
                    path, Message("'\(name)' is no value of a parameter", ko: "'\(name)'은(는) 매개변수의 값이 아닙니다"))
            }
            inputs[name] = input
        }
        return inputs
    }

    private static func reason(_ context: DecodingError.Context) -> Message {
        let detail = (context.underlyingError as? CocoaError)?.userInfo["NSDebugDescription"] as? String
        let plain = detail ?? context.debugDescription
        return Message("it is no JSON: \(plain)", ko: "JSON이 아닙니다: \(plain)")
    }
}

/// A JSON value, read for a parameter.
private indirect enum JSONParameter: Decodable {
    case null
    case bool(Bool)
    case number(Decimal)
    case text(String)
    case list([JSONParameter])
    case object([String: JSONParameter])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? container.decode(Decimal.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONParameter].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONParameter].self))
        }
    }

    /// nil for what no parameter can hold.
    var input: ParameterInput? {
        switch self {
        case .null: return .absent
        case .list(let items):
            let texts = items.compactMap(\.written)
            return texts.count == items.count ? .list(texts) : nil
        default: return written.map(ParameterInput.text)
        }
    }

    /// One value as it is given on the command line.
    private var written: String? {
        switch self {
        case .bool(let bool): return bool ? "true" : "false"
        case .number(let number): return number.description
        case .text(let text): return text
        case .object(let fields):
            if case .text(let id)? = fields["id"] { return "id:\(id)" }
            guard case .number(let amount)? = fields["amount"], case .text(let unit)? = fields["unit"] else {
                return nil
            }
            return "\(amount) \(unit)"
        case .null, .list: return nil
        }
    }
}
