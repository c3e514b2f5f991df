import NaruEngine
import NaruSyntax

/// What the dataset itself says is doubtful: its `issue` records, by the
/// records they are about.
struct RecordedIssues {
    private struct Key: Hashable {
        var type: String
        var id: String
    }

    private var issues: [Key: [(kind: String, id: String)]] = [:]

    /// Of a dataset without such records there are none.
    init(_ session: Session) throws(RunFailure) {
        let source = SourceText(name: "issues", text: "issues | expand a: about | select about: a, kind, issue: it")
        for row in try QueryRows(source, in: session)?.rows ?? [] {
            guard case .entity(let about) = row[0], case .enumeration(let kind, _, _) = row[1],
                case .entity(let issue) = row[2]
            else { continue }
            issues[Key(type: about.type, id: about.id), default: []].append((kind, issue.id))
        }
    }

    /// The id of one that tells of a finding about any of these records.
    func known(by kinds: Set<String>, about entities: [EntityValue]) -> String? {
        for entity in entities {
            let found = issues[Key(type: entity.type, id: entity.id)]?.first { kinds.contains($0.kind) }
            if let found { return found.id }
        }
        return nil
    }
}
