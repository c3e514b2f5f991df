import Naru
import NaruEngine

/// The texts of a value.
enum CellText: Hashable, Sendable { case plain, json }

/// What of a query changes: what is bound, and the run with its current row.
struct QueryState: Sendable {
    private struct CellKey: Hashable {
        var kind: CellText
        var column: Int
    }

    var query: PreparedQuery
    var bindings: [String: Binding] = [:]
    private var run: StreamedRun?
    /// How the run ended; what steps say from then on.
    private var ended: Swift.Result<Void, NaruError>?
    private var batch: [Row] = []
    /// The current row of the batch.
    private var place = 0
    /// Texts of the current row.
    private var texts: [CellKey: CText] = [:]

    init(_ query: PreparedQuery) { self.query = query }

    var hasBegun: Bool { run != nil || ended != nil }

    /// When this returns, no thread is at work for the query.
    mutating func endRun() {
        leaveRow()
        run?.end()
        run = nil
        ended = nil
    }

    mutating func step() throws(NaruError) -> Bool {
        texts.removeAll(keepingCapacity: true)
        if let ended {
            try ended.get()
            return false
        }
        do throws(NaruError) {
            if try advance() { return true }
            end(.success(()))
            return false
        } catch {
            end(.failure(error))
            throw error
        }
    }

    /// Asks the run for a batch only when the last one is used up.
    private mutating func advance() throws(NaruError) -> Bool {
        if query.session.isCancelled() { throw NaruError(RunFailure.cancelled, in: nil) }
        place += 1
        if place < batch.count { return true }
        batch = try startedRun().nextBlocking() ?? []
        place = 0
        return !batch.isEmpty
    }

    private mutating func startedRun() throws(NaruError) -> StreamedRun {
        if let run { return run }
        let started = StreamedRun(query, try bindings.values())
        run = started
        return started
    }

    private mutating func end(_ outcome: Swift.Result<Void, NaruError>) {
        endRun()
        ended = outcome
    }

    private mutating func leaveRow() {
        texts.removeAll()
        batch = []
        place = 0
    }

    func value(_ column: Int) -> NaruEngine.Value? {
        guard batch.indices.contains(place) else { return nil }
        let row = batch[place].stored
        return row.indices.contains(column) ? row[column] : nil
    }

    mutating func text(_ kind: CellText, _ column: Int) -> CText? {
        let key = CellKey(kind: kind, column: column)
        if let text = texts[key] { return text }
        guard let value = value(column), let words = kind.words(value) else { return nil }
        let text = CText(words)
        texts[key] = text
        return text
    }
}

extension CellText {
    fileprivate func words(_ value: NaruEngine.Value) -> String? {
        switch self {
        case .plain: value == .absent ? nil : value.plainText
        case .json: ValueJSON(language: nil).text(value)
        }
    }
}
