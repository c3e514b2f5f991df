extension Int {
    /// The whole part, or the nearest end of what a picture could measure; 0 of what
    /// is no number. Amounts from data may overflow on their way to a place.
    init(within number: Double) {
        self = number.isNaN ? 0 : Int(Swift.min(Swift.max(number, -1e15), 1e15))
    }
}
