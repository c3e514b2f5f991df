package import NaruSyntax

/// What a user may know of a function: errors, help, completion and hover read
/// the same entry.
package struct FunctionSignature: Sendable {
    package enum Group: String, Sendable, CaseIterable {
        case collection, text, number, date, geo, graph, conversion, evidence, window
    }

    /// What a call becomes.
    package enum Meaning: Sendable {
        case scalar(Function)
        case aggregate(Aggregate)
        case quantifier(Quantifier)
        /// `row()`, `rank(e desc)`, `previous(e)`
        case window(WindowFunction)
        case reached
        case measure(NodeMeasure)
    }

    package var name: String
    package var group: Group
    package var meaning: Meaning
    package var parameters: [FunctionParameter]
    /// The result as a reader would name it: `int`, `date?`, `element*`.
    package var result: String
    package var summary: Message
    /// A query that runs on the bundled dataset.
    package var example: String

    /// `replace(text, find: text, with: text)`
    package var title: String {
        "\(name)(\(parameters.map(\.title).joined(separator: ", ")))"
    }

    var required: Int { parameters.count { !$0.isOptional } }

    /// The function that a call by this name means.
    package static func named(_ name: String) -> FunctionSignature? { byName[name] }

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Every function, group by group.
    package static let all: [FunctionSignature] =
        collectionFunctions + textFunctions + numberFunctions + dateFunctions + geoFunctions + graphFunctions
        + conversionFunctions + evidenceFunctions + windowFunctions
}

package struct FunctionParameter: Sendable {
    /// What fits; wider than a type, since functions take several.
    package enum Kind: String, Sendable {
        case text, int, number, date, quantity, geo
        /// A day, a set of days or a period.
        case days
        /// A number, quantity or duration.
        case amount
        /// Numbers, quantities or durations, many of them.
        case amounts
        /// Numbers or quantities, many of them.
        case measures
        /// Numbers, many of them.
        case numbers
        /// Values that have an order, many of them.
        case ordered
        case texts
        /// A text, looked at in every language it has.
        case searched
        /// Any set or list.
        case collection
        /// Any one value.
        case value
        /// One entity or several.
        case entities
        /// A condition on each element.
        case condition
        /// A path of links from a type to that type or a supertype.
        case path

        /// What is wanted, in a sentence.
        var wanted: Message {
            switch self {
            case .text: Message("text", ko: "글")
            case .int: Message("an int", ko: "정수")
            case .number: Message("a number", ko: "수")
            case .date: Message("a date", ko: "날짜")
            case .quantity: Message("a quantity", ko: "수량")
            case .geo: Message("a geo", ko: "좌표")
            case .days: Message("a date or period", ko: "날짜나 기간")
            case .amount: Message("a number, quantity or duration", ko: "수, 수량 또는 기간")
            case .amounts: Message("numbers, quantities or durations", ko: "수, 수량 또는 기간들")
            case .measures: Message("numbers or quantities", ko: "수나 수량들")
            case .numbers: Message("numbers", ko: "수들")
            case .ordered: Message("something with an order", ko: "순서가 있는 값")
            case .texts: Message("texts", ko: "글들")
            case .searched: Message("text", ko: "글")
            case .collection: Message("a set or list", ko: "집합이나 목록")
            case .value: Message("one value", ko: "값 하나")
            case .entities: Message("an entity", ko: "개체")
            case .condition: Message("a condition", ko: "조건")
            case .path: Message("a path of links", ko: "링크의 경로")
            }
        }
    }

    package var name: String
    package var kind: Kind
    package var isOptional: Bool
    /// Whether a call names it, as in `via: partners`.
    package var isLabelled: Bool

    var title: String {
        (isLabelled ? "\(name): " : "") + (isLabelled ? kind.rawValue : name) + (isOptional ? "?" : "")
    }
}

extension FunctionSignature {
    /// One line of the table.
    static func entry(
        _ name: String, _ group: Group, _ meaning: Meaning, _ parameters: [FunctionParameter], _ result: String,
        _ english: String, ko korean: String, _ example: String
    ) -> FunctionSignature {
        FunctionSignature(
            name: name, group: group, meaning: meaning, parameters: parameters, result: result,
            summary: Message(english, ko: korean), example: example)
    }
}

extension FunctionParameter {
    static func of(_ name: String, _ kind: Kind) -> FunctionParameter {
        FunctionParameter(name: name, kind: kind, isOptional: false, isLabelled: false)
    }

    static func optional(_ name: String, _ kind: Kind) -> FunctionParameter {
        FunctionParameter(name: name, kind: kind, isOptional: true, isLabelled: false)
    }

    static let via = FunctionParameter(name: "via", kind: .path, isOptional: false, isLabelled: true)
}
