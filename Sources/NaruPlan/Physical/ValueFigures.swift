package import NaruSemantics
import NaruSyntax

/// What a dataset says of itself in numbers. The planner knows no columns; a
/// store finds these when it is first asked, and keeps them.
package protocol PlanStatistics: Sendable {
    var schema: Schema { get }
    /// How many entities a type has, those of its subtypes included.
    func count(of type: TypeID) -> Int
    /// nil of a field that is not kept as a column.
    func statistics(of field: FieldID) -> FieldStatistics?
    /// How many values of a link those entities that are of a type have on average;
    /// nil where that is not known apart from the others.
    func degree(of field: FieldID, from type: TypeID) -> Double?
}

/// The values of one field, or where a link leads to.
package struct FieldStatistics: Sendable {
    /// Entities of the type that has the field.
    package var owners: Int
    /// Those of them that have a value.
    package var present: Int
    /// Values of all of them together.
    package var values: Int
    /// The most values that one has.
    package var mostValues: Int
    /// How many different values there are; nil where nobody counted.
    package var distinct: Int?
    /// The least and the greatest value: numbers, or days since 1970-01-01.
    package var bounds: ClosedRange<Double>?
    /// Of values that are kept as codes, the greatest code.
    package var greatestCode: Int?
    /// Of few codes how often each occurs; empty of others.
    package var frequencies: [Int] = []

    package init(
        owners: Int, present: Int, values: Int, mostValues: Int, distinct: Int? = nil,
        bounds: ClosedRange<Double>? = nil, greatestCode: Int? = nil
    ) {
        self.owners = owners
        self.present = present
        self.values = values
        self.mostValues = mostValues
        self.distinct = distinct
        self.bounds = bounds
        self.greatestCode = greatestCode
    }

    /// How many values an entity has on average.
    var degree: Double { owners == 0 ? 0 : Double(values) / Double(owners) }
    /// Of enum fields the share of entities that have each case.
    var caseShares: [Double]? {
        frequencies.isEmpty || owners == 0 ? nil : frequencies.map { Double($0) / Double(owners) }
    }
    /// The share of entities that have a value.
    var presence: Double { owners == 0 ? 0 : Double(present) / Double(owners) }
}

/// What is known of the values that an expression has over some rows.
struct ValueFigures: Sendable {
    /// How many different ones there are at most.
    var distinct: Double?
    /// The share of rows for which there is one, where it is known.
    var presence: Double?
    var bounds: ClosedRange<Double>?
    var greatestCode: Int?
    /// Of entities the types that they are of, where that is known better than by
    /// the type of the expression: those of a definition's rows are of its type.
    var types: [TypeID]?
    /// For which share of rows the value is each case of an enum; nil where
    /// nobody counted.
    var caseShares: [Double]?
    /// Of a record those of its fields.
    var fields: [ValueFigures] = []

    static let unknown = ValueFigures()
    static let constant = ValueFigures(distinct: 1)
}

/// Figures of a slot, found when an operator behind it asks for them: those of a
/// column that is only shown would cost a look at all its values.
final class SlotFigures {
    private let find: () -> ValueFigures
    private(set) lazy var value = find()

    init(_ find: @escaping () -> ValueFigures) { self.find = find }
}

/// Finds figures of expressions over the rows of an operator.
struct ValueEstimation {
    /// nil where there is no dataset to ask.
    let statistics: (any PlanStatistics)?
    /// Of each slot of the rows.
    let slots: [SlotFigures]

    func figures(of expression: TypedExpression) -> ValueFigures {
        switch expression.kind {
        case .slot(0, let slot): return slot < slots.count ? slots[slot].value : byType(expression.type.type)
        case .literal, .parameter, .today, .slot: return .constant
        case .field(_, let field): return figures(of: field) ?? byType(expression.type.type)
        case .property(let base, let property): return figures(of: property, of: base, expression.type.type)
        case .widen(let base, _): return figures(of: base)
        case .filter(let base, _):
            var figures = figures(of: base)
            figures.presence = nil
            return figures
        case .record(let fields):
            return ValueFigures(fields: fields.map { figures(of: $0.value) })
        case .recordField(let base, let place):
            let fields = figures(of: base).fields
            return place < fields.count ? fields[place] : byType(expression.type.type)
        default: return byType(expression.type.type)
        }
    }

    private func figures(of field: FieldID) -> ValueFigures? {
        guard let statistics else { return nil }
        return statistics.statistics(of: field).map { known in
            let byType = byContent(of: statistics.schema[field])
            return ValueFigures(
                distinct: known.distinct.map(Double.init) ?? byType.distinct, presence: known.presence,
                bounds: known.bounds, greatestCode: known.greatestCode ?? byType.greatestCode,
                types: byType.types, caseShares: known.caseShares)
        }
    }

    private func byContent(of field: Field) -> ValueFigures {
        switch field.content {
        case .bool: byType(.bool)
        case .enumeration(let id): byType(.enumeration(id))
        case .link(let types): byType(.entity(types))
        case .int, .decimal, .float, .text, .date, .period, .duration, .geo, .quantity: .unknown
        }
    }

    private func figures(of property: Property, of base: TypedExpression, _ type: Type) -> ValueFigures {
        let days = figures(of: base).bounds
        switch property {
        case .year:
            // A year has 365.2425 days.
            return ValueFigures(distinct: days.map { ($0.upperBound - $0.lowerBound) / 365.2425 + 1 })
        case .quarter: return ValueFigures(distinct: 4)
        case .month: return ValueFigures(distinct: 12)
        case .day: return ValueFigures(distinct: 31)
        case .id, .label: return ValueFigures(distinct: figures(of: base).distinct)
        case .typeName, .language, .precision, .dateQualifier, .start, .end, .amount, .low, .high, .unit,
            .quantityQualifier, .latitude, .longitude:
            return byType(type)
        }
    }

    /// What the type alone says.
    func byType(_ type: Type) -> ValueFigures {
        switch type {
        case .bool: ValueFigures(distinct: 2)
        case .enumeration(let id):
            statistics.map { statistics in
                let cases = statistics.schema[id].cases.count
                return ValueFigures(distinct: Double(cases), greatestCode: cases)
            } ?? .unknown
        case .entity(let types): ValueFigures(distinct: count(of: types), types: types)
        case .int, .decimal, .float, .text, .localizedText, .date, .period, .duration, .geo, .quantity, .days, .numbers,
            .record, .unknown:
            .unknown
        }
    }

    func count(of types: [TypeID]) -> Double? {
        statistics.map { statistics in types.reduce(0) { $0 + Double(statistics.count(of: $1)) } }
    }
}
