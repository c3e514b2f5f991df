/// What each stored value rests on.
package struct ClaimTable: Sendable {
    package init() {}
}
