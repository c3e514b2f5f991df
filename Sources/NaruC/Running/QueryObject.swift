import Naru
import NaruEngine
import NaruSemantics
import NaruSyntax
import Synchronization

/// What `naru_query *` stands for. What it was made of is fixed; the rest is
/// for one call at a time.
final class QueryObject: Sendable {
    let columns: [ValueDescription]
    let parameters: [ValueDescription]
    /// Who opens it meanwhile shares it.
    private let dataset: DatasetObject
    private let cancellation: Cancellation
    private let state: Lock<QueryState>

    init(_ prepared: PreparedQuery, of dataset: DatasetObject) {
        self.dataset = dataset
        let cancellation = Cancellation()
        var prepared = prepared
        let isCancelled = prepared.session.isCancelled
        prepared.session.isCancelled = { cancellation.isAsked || isCancelled() }
        columns = prepared.query.resultColumns.map { ValueDescription($0.name, $0.type) }
        parameters = (prepared.compilation.program?.parameters ?? []).map { ValueDescription($0.name, $0.type) }
        self.cancellation = cancellation
        state = Lock(QueryState(prepared))
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

/// What was given for a parameter; what is wrong with it is told by the next step.
enum Binding: Sendable {
    case value(ParameterInput)
    case wrong(Diagnostic)

    /// A value in JSON for a parameter of a query.
    static func json(_ text: String, for name: String, of query: PreparedQuery, in function: String) -> Binding {
        do throws(JSONProblem) {
            return json(try JSONReader.read(text), for: name, of: query, in: function)
        } catch {
            return .wrong(.unreadable(error, of: function))
        }
    }

    static func json(_ json: JSONValue, for name: String, of query: PreparedQuery, in function: String) -> Binding {
        let isCoordinate = query.compilation.program?.parameters.contains {
            $0.name == name && $0.type.type == .geo && $0.type.cardinality != .many
        }
        return ParameterInput(json, isCoordinate: isCoordinate ?? false).map(Binding.value)
            ?? .wrong(.noParameterValue(name, of: function))
    }

    /// An object of values by the names of parameters.
    static func object(
        _ text: String, of query: PreparedQuery, in function: String
    ) throws(NaruError) -> [String: Binding] {
        let value: JSONValue
        do throws(JSONProblem) {
            value = try JSONReader.read(text)
        } catch {
            throw NaruError(.unreadable(error, of: function))
        }
        guard case .object(let fields) = value else {
            let reason = Message("this is no object", ko: "객체가 아닌 글이 있습니다")
            throw NaruError(.unreadable(JSONProblem(reason: reason, offset: 0), of: function))
        }
        let bindings = fields.map { ($0.name, json($0.value, for: $0.name, of: query, in: function)) }
        return Dictionary(bindings) { $1 }
    }
}

extension [String: Binding] {
    /// The values, or all that is wrong with them.
    func values() throws(NaruError) -> [String: ParameterInput] {
        let wrong = sorted { $0.key < $1.key }.compactMap { entry -> Diagnostic? in
            if case .wrong(let diagnostic) = entry.value { diagnostic } else { nil }
        }
        guard wrong.isEmpty else { throw NaruError(wrong) }
        return compactMapValues { if case .value(let value) = $0 { value } else { nil } }
    }
}
