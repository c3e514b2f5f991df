import NaruSyntax

extension ProgramChecker {
    /// The candidate that a misspelt name most likely means, if one is near.
    func closest(to name: String, among candidates: [String]) -> String? {
        nearest(to: name, among: candidates, limit: 1).first
    }

    /// The nearest candidates, best first.
    func nearest(to name: String, among candidates: [String], limit: Int) -> [String] {
        []
    }
}
