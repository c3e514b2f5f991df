/// An exact decimal number of at most 38 digits: `mantissa` × 10^-`scale`.
package struct ExactDecimal: Hashable, Sendable {
    package var mantissa: Int128
    package var scale: UInt8

    package init(mantissa: Int128, scale: UInt8) {
        self.mantissa = mantissa
        self.scale = scale
    }
}
