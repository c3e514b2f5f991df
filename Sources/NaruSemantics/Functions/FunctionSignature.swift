package import NaruSyntax

/// A function of the language: one row of the table that the checker, errors,
/// help, completion and the reference read. The enums of what is called hold
/// the rows, so that no case can be without one.
package final class FunctionSignature: Sendable {
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

    /// What others ask of an aggregate.
    package struct Traits: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// An element that comes twice gives another value.
        package static let feelsRepeats = Traits(rawValue: 1)
        /// A repeat can be seen in the result, which then misleads nobody as
        /// long as a group has none.
        package static let showsRepeats = Traits(rawValue: 2)
        /// Elements in another order give another value.
        package static let feelsOrder = Traits(rawValue: 4)
        /// Of one value it says nothing.
        package static let needsSeveral = Traits(rawValue: 8)
        /// The result is made of elements of the set.
        package static let givesElements = Traits(rawValue: 16)
    }

    package let name: String
    package let group: Group
    package let meaning: Meaning
    package let parameters: [FunctionParameter]
    package let result: FunctionResult
    package let traits: Traits
    package let summary: Message
    /// A query that runs on the bundled dataset.
    package let example: String

    init(
        name: String, group: Group, meaning: Meaning, parameters: [FunctionParameter], result: FunctionResult,
        traits: Traits = [], summary: Message, example: String
    ) {
        self.name = name
        self.group = group
        self.meaning = meaning
        self.parameters = parameters
        self.result = result
        self.traits = traits
        self.summary = summary
        self.example = example
    }

    /// `replace(text, find: text, with: text)`
    package var title: String {
        "\(name)(\(parameters.map(\.title).joined(separator: ", ")))"
    }

    /// Whether it adds up or compares numbers, so that a list of nothing is one
    /// of numbers.
    var isOfNumbers: Bool { parameters.first.map { [.amounts, .measures, .numbers].contains($0.kind) } ?? false }

    var takesPlainText: Bool { parameters.first?.kind == .texts }

    var required: Int { parameters.count { !$0.isOptional } }

    /// The function that a call by this name means.
    package static func named(_ name: String) -> FunctionSignature? { byName[name] }

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Every function, group by group, as help lists them.
    package static let all: [FunctionSignature] = {
        let lists = Aggregate.allCases.prefix { $0 != .distinct }
        let sets = Aggregate.allCases.drop { $0 != .distinct }
        let scalars = Function.allCases.map(\.signature)
        let ofValues = scalars.filter { ![.conversion, .evidence].contains($0.group) }
        let ofAnything = scalars.filter { [.conversion, .evidence].contains($0.group) }
        return lists.map(\.signature) + Quantifier.signatures + sets.map(\.signature) + ofValues + [reached]
            + NodeMeasure.allCases.map(\.signature) + ofAnything + WindowFunction.signatures
    }()
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

extension FunctionParameter {
    static func of(_ name: String, _ kind: Kind) -> FunctionParameter {
        FunctionParameter(name: name, kind: kind, isOptional: false, isLabelled: false)
    }

    static func optional(_ name: String, _ kind: Kind) -> FunctionParameter {
        FunctionParameter(name: name, kind: kind, isOptional: true, isLabelled: false)
    }

    static let via = FunctionParameter(name: "via", kind: .path, isOptional: false, isLabelled: true)
}
