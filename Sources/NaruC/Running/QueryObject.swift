import Naru
import NaruEngine
import NaruSemantics
import Synchronization

/// What `naru_query *` stands for. What it was made of is fixed; the rest is
/// for one call at a time.
final class QueryObject: Sendable {
    let columns: [ValueDescription]
    let parameters: [ValueDescription]
    /// Who opens it meanwhile shares it.
    private let dataset: DatasetObject
    private let cancellation: Cancellation
    private let state: Mutex<QueryState>

    init(_ prepared: PreparedQuery, of dataset: DatasetObject) {
        self.dataset = dataset
        let cancellation = Cancellation()
        var prepared = prepared
        prepared.session.isCancelled = { cancellation.isAsked }
        columns = prepared.query.resultColumns.map { ValueDescription($0.name, $0.type) }
        parameters = (prepared.compilation.program?.parameters ?? []).map { ValueDescription($0.name, $0.type) }
        self.cancellation = cancellation
        state = Mutex(QueryState(prepared))
    }

    /// From any thread; nothing waits for it.
    func cancel() { cancellation.ask() }

    /// For good, also of a step that another thread is in.
    func end() {
        cancellation.ask()
        state.withLock { $0.endRun() }
    }

    func reset() {
        state.withLock { state in
            state.endRun()
            cancellation.forget()
        }
    }

    /// Whether there is a row.
    func step() throws(NaruError) -> Bool {
        try state.withLock { state throws(NaruError) in try state.step() }
    }

    /// Before a run; false while one is under way or over.
    func configure(_ change: (inout QueryState) -> Void) -> Bool {
        state.withLock { state in
            guard !state.hasBegun else { return false }
            change(&state)
            return true
        }
    }

    /// The value in a column of the row that the last step gave.
    func value(_ column: Int32) -> NaruEngine.Value? {
        state.withLock { $0.value(Int(column)) }
    }

    /// A text made of such a value, which lives until the next step; nil where
    /// there is no value, or none that has such a text.
    func text(_ kind: CellText, _ column: Int32) -> CText? {
        state.withLock { $0.text(kind, Int(column)) }
    }

    /// The query with what is bound, for runs that are not stepped through.
    func bound() throws(NaruError) -> (PreparedQuery, [String: ParameterInput]) {
        try state.withLock { state throws(NaruError) in (state.query, try state.bindings.values()) }
    }
}

/// Whether somebody wants a run to end.
private final class Cancellation: Sendable {
    private let flag = Atomic(false)

    var isAsked: Bool { flag.load(ordering: .relaxed) }
    func ask() { flag.store(true, ordering: .relaxed) }
    func forget() { flag.store(false, ordering: .relaxed) }
}
