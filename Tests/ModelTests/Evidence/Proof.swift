import Foundation
import Naru
import NaruData
import NaruPlan
import NaruSemantics
import NaruSyntax
import TestSupport

@testable import NaruEngine

/// One world, and what its queries answer when only some claims are known.
struct Proof {
    let session: Session
    let store: Store

    init(_ world: EvidenceWorld) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-proof-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [
            ("schema.ties", EvidenceWorld.schema), ("prelude.naru", EvidenceWorld.prelude),
            ("records.ties", world.text),
        ]
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        session = Session(try Dataset(contentsOf: [folder.path]), today: PartialDate("2025-01-01")?.first ?? 0)
        store = session.dataset.loaded.store
    }

    /// nil where the compiler turns the program away.
    func query(_ text: String) -> OutputQuery? {
        let compilation = session.compile(SourceText(name: "query", text: text))
        guard !compilation.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
        return compilation.program?.queries.last
    }

    struct Answer {
        /// Entities by type and id; the first column of bare entities with its label.
        var rows: [[Value]]
        var unknown: [Int]
        var warnings: [String]
    }

    func answer(_ query: OutputQuery) throws(EngineError) -> Answer { try answer(query, over: store) }

    /// What the query gives over these claims alone.
    func answer(_ query: OutputQuery, claims: Set<Int>) throws(EngineError) -> Answer {
        guard let settings = try settings(of: query) else { return try answer(query, over: store.holding(claims)) }
        var kept = claims
        if settings.asksForSources { kept.formUnion(records(of: claims)) }
        return try answer(query, over: store.holding(kept).viewing(settings))
    }

    /// Whether views that ask for sources show what a claim says for the sake of
    /// other claims: that a record is there, and what is common knowledge of it.
    func isGiven(_ claim: Int, under query: OutputQuery) throws(EngineError) -> Bool {
        guard let settings = try settings(of: query), settings.asksForSources else { return false }
        let claim = store.claims.claims[claim]
        return claim.field == nil || (settings.knownBy != nil && claim.citations.isEmpty)
    }

    private func settings(of query: OutputQuery) throws(EngineError) -> ViewSettings? {
        try context(store).viewed(by: query.query.views).store.view?.settings
    }

    /// That the records are there which the claims speak of.
    private func records(of claims: Set<Int>) -> Set<Int> {
        Set(
            claims.flatMap { place -> [Int] in
                let claim = store.claims.claims[place]
                return [claim.subject, claim.target ?? claim.subject].flatMap { store.claims.range(of: $0).prefix(1) }
            })
    }

    func evidence(_ query: OutputQuery) throws(EngineError) -> [[RowEvidence]] {
        try QueryRun(context: context(store), planner: session.planner).evidence(of: query, rows: 0..<Int.max)
    }

    private func context(_ store: Store) -> RunContext {
        RunContext(
            store: store, texts: TextPool(store.texts), today: session.today, parameters: [])
    }

    private func answer(_ query: OutputQuery, over store: Store) throws(EngineError) -> Answer {
        let context = context(store)
        var rows: [[Value]] = []
        let isBare = query.query.row.subject != nil
        let outcome = try QueryRun(context: context, planner: session.planner).run(query, counting: true) { batch in
            rows += batch.map { row in
                row.enumerated().map { place, value in
                    place == 0 && isBare ? value : value.withoutLabels
                }
            }
            return true
        }
        return Answer(
            rows: rows, unknown: outcome.stages.map(\.unknown),
            warnings: context.warnings.map { "\($0.warning.kind) at \($0.warning.span.start): \($0.count)" })
    }

    /// The claims of the fields that closed tests read, and the records that
    /// these join.
    func wholeClaims(of tests: ClosedTests) -> Set<Int> {
        var whole: Set<Int> = []
        for type in tests.types {
            for record in store.range(of: type) { whole.formUnion(store.claims.range(of: record).prefix(1)) }
        }
        for (place, claim) in store.claims.claims.enumerated() {
            guard let field = claim.field, tests.fields.contains(field) else { continue }
            whole.insert(place)
            for record in [claim.subject, claim.target ?? claim.subject] {
                whole.formUnion(store.claims.range(of: record).prefix(1))
            }
        }
        return whole
    }

    /// A claim as a reader knows it.
    func text(ofClaim place: Int) -> String {
        let claim = store.claims.claims[place]
        let field = claim.field.map { store.schema[$0].name } ?? "id"
        return "\(store.id(of: claim.subject)).\(field) = \(claim.field == nil ? "" : store.valueText(of: claim))"
    }
}

extension Value {
    /// Entities are told apart by type and id, not by how they are shown.
    fileprivate var withoutLabels: Value {
        switch self {
        case .entity(let entity): .entity(EntityValue(type: entity.type, id: entity.id, label: .absent))
        case .list(let items): .list(items.map(\.withoutLabels))
        case .record(let fields): .record(fields.map { RecordValue(name: $0.name, value: $0.value.withoutLabels) })
        default: self
        }
    }
}

extension Store {
    /// The dataset as it would be with these claims alone.
    func holding(_ kept: Set<Int>) -> Store {
        var table = claims
        var shown = Bitmap(repeating: false, count: entityCount)
        for place in table.claims.indices {
            let isKept = kept.contains(place)
            table.claims[place].isHidden = !isKept
            if isKept, table.claims[place].field == nil { shown[Int(table.claims[place].subject)] = true }
        }
        let view = StoreView(
            ViewSettings(), shown: shown, undecided: Bitmap(repeating: false, count: entityCount),
            claims: table.hiding(records: shown) { _ in false }, fields: schema.fields.count)
        return Store(of: self, view: view, showsAllRanks: false, sharing: SharedState())
    }

    /// The same, where these views are made of what is held alone.
    fileprivate func viewing(_ settings: ViewSettings) -> Store {
        var others = settings
        others.asOf = nil
        var before = self
        if !others.hidesNothing {
            let view = shared.keep(StoreView.sourced(of: self, settings: others), for: others)
            before = Store(of: self, view: view, showsAllRanks: false)
        }
        if let day = settings.asOf {
            _ = shared.keep(StoreView.holding(on: day, of: before, settings: settings), for: settings)
        }
        return self
    }
}

extension ViewSettings {
    fileprivate var asksForSources: Bool { knownBy != nil || statedOnly }
}
