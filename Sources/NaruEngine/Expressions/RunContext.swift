package import NaruPlan
import NaruSemantics
package import NaruSyntax
import Synchronization

/// What one run of a query shares between its operators.
package final class RunContext: Sendable {
    package let store: Store
    package let texts: TextPool
    package let planner: Planner
    /// The run's date, days since 1970-01-01.
    package let today: Int32
    /// One vector of one value for each parameter of the program.
    package let parameters: [Vector]
    /// Asked between batches; throws to end the run.
    let checkpoint: @Sendable () throws(EngineError) -> Void
    private let notes = Mutex<[Warning: Int]>([:])

    package init(
        store: Store, texts: TextPool, planner: Planner, today: Int32, parameters: [Vector],
        checkpoint: @escaping @Sendable () throws(EngineError) -> Void = {}
    ) {
        self.store = store
        self.texts = texts
        self.planner = planner
        self.today = today
        self.parameters = parameters
        self.checkpoint = checkpoint
    }

    /// The same run for finding evidence: it warns of nothing, since what it
    /// computes was computed before, and keeps conditions where they are written.
    func tracing() -> RunContext {
        RunContext(
            store: store, texts: texts, planner: planner.asWritten, today: today, parameters: parameters,
            checkpoint: checkpoint)
    }

    var languages: Int { store.schema.languages.count }

    func warn(_ kind: Warning.Kind, at span: Span, count: Int) {
        guard count > 0 else { return }
        notes.withLock { $0[Warning(kind: kind, span: span), default: 0] += count }
    }

    /// Each warning with the number of values it concerns, by place.
    package var warnings: [(warning: Warning, count: Int)] {
        notes.withLock { notes in
            notes.map { ($0.key, $0.value) }.sorted {
                ($0.warning.span.start, $0.warning.kind.rawValue) < ($1.warning.span.start, $1.warning.kind.rawValue)
            }
        }
    }
}

/// Something that made values absent while a query ran.
package struct Warning: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case divisionByZero, overflow, failedConversion, undefinedResult, mixedUnits
    }

    package var kind: Kind
    package var span: Span
}

/// Why a run ended without its result.
package enum EngineError: Error, Sendable {
    /// `only(xs)` found several.
    case severalValues(Span)
    /// The plan needs what this engine does not run.
    case unsupported(String, Span)
    case cancelled
    case limit(String)
}
