import NaruSemantics
import NaruSyntax

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
