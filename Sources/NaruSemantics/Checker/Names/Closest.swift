import NaruSyntax

extension ProgramChecker {
    /// The candidate that a misspelt name most likely means, if one is near.
    func closest(to name: String, among candidates: [String]) -> String? {
        // A Korean plural names the same set: 나라들.
        if name.hasSuffix("들"), candidates.contains(String(name.dropLast())) { return String(name.dropLast()) }
        return nearest(to: name, among: candidates, limit: 1).first
    }

    /// The nearest candidates, best first; candidates come out of tables in no
    /// order, so that of equally near ones the alphabet decides.
    func nearest(to name: String, among candidates: [String], limit: Int) -> [String] {
        Spelling.all(near: name, among: candidates.sorted(), limit: limit)
    }
}
