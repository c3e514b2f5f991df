package import NaruSemantics

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
