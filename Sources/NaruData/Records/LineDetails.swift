import NaruEngine
import NaruSyntax

/// What stands below one line of a record; it holds for all claims of the line.
struct LineDetails {
    /// The line is the record's header.
    var isExistence = true
    var basis: Claim.Basis?
    var note: String?
    private var firstClaim = 0
    private var firstCitation: Int32 = 0
    private var firstFlag: Int32 = 0

    mutating func start(at claim: Int, _ builder: StoreBuilder) {
        isExistence = true
        basis = nil
        note = nil
        firstClaim = claim
        firstCitation = Int32(builder.claims.citations.count)
        firstFlag = Int32(builder.claims.flags.count)
    }

    mutating func add(note text: String) { note = note.map { "\($0); \(text)" } ?? text }

    func finish(_ builder: StoreBuilder, end: Int) {
        guard firstClaim < end else { return }
        let citations = firstCitation..<Int32(builder.claims.citations.count)
        let flags = firstFlag..<Int32(builder.claims.flags.count)
        let note = note.map { builder.texts.intern($0) }
        for index in firstClaim..<end {
            builder.claims.claims[index].citations = citations
            builder.claims.claims[index].flags = flags
            builder.claims.claims[index].note = note
            builder.claims.claims[index].basis = basis ?? (citations.isEmpty ? .outside : .stated)
        }
    }
}
