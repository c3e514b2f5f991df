/// What the views around a query ask for together.
package struct ViewSettings: Hashable, Sendable {
    /// Sources published by this day are known.
    package var knownBy: Int32?
    /// The day, or the days among which it lies, on which records must hold.
    package var asOf: ClosedRange<Int32>?
    package var statedOnly = false
    package var allClaims = false

    package init() {}

    /// Whether it leaves the columns as they are.
    var hidesNothing: Bool { knownBy == nil && asOf == nil && !statedOnly }
}
