import NaruSyntax

/// "did you mean": the nearest of some names, if one is near enough.
enum NameSuggestion {
    static func label(for name: String, among names: [String]) -> Message? {
        nearest(to: name, among: names).map { near in
            Message("did you mean '\(near)'?", ko: "'\(near)' 아닌가요?")
        }
    }

    static func nearest(to name: String, among names: [String]) -> String? {
        let limit = max(1, name.unicodeScalars.count / 3)
        let wanted = Array(name.lowercased().unicodeScalars)
        var best: (name: String, distance: Int)?
        for candidate in names {
            let distance = distance(wanted, Array(candidate.lowercased().unicodeScalars))
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var row = Array(0...right.count)
        for (index, scalar) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let substituted = diagonal + (scalar == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column + 1] + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
