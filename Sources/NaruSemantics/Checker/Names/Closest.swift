import NaruSyntax

extension ProgramChecker {
    /// The candidate that a misspelt name most likely means, if one is near.
    func closest(to name: String, among candidates: [String]) -> String? {
        nearest(to: name, among: candidates, limit: 1).first
    }

    /// The nearest candidates, best first; candidates come out of tables in no
    /// order, so that of equally near ones the alphabet decides.
    func nearest(to name: String, among candidates: [String], limit: Int) -> [String] {
        Suggestion.all(near: name, among: candidates.sorted(), limit: limit)
    }
}
