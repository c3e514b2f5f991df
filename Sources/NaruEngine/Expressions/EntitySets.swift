import NaruSemantics
import NaruSyntax

/// Sets of entities, one a row, in the order of ids. Within one concrete type
/// that is the order of the numbers; only sets over several go by the places
/// of all ids.
struct EntitySets {
    let store: Store

    /// The elements of lists of entities as sets.
    func sets(of list: ListColumn) -> ListColumn {
        guard case .code(let numbers) = list.child.payload else { return list }
        return column(byPlace(NumberRuns(offsets: list.offsets, numbers: numbers)) { runs in runs[0].sets() })
    }

    /// What a set operator makes of lists of entities; nil where they are none.
    func combine(_ operation: SetOperator, _ left: ListColumn, _ right: ListColumn) -> ListColumn? {
        guard case .code(let first) = left.child.payload, case .code(let second) = right.child.payload else {
            return nil
        }
        let lists = [
            NumberRuns(offsets: left.offsets, numbers: first), NumberRuns(offsets: right.offsets, numbers: second),
        ]
        return column(
            byPlace(lists[0], lists[1]) { runs in NumberRuns.combine(operation, runs[0].sets(), runs[1].sets()) })
    }

    /// Works on numbers that are in the order of ids, whatever the entities' are.
    private func byPlace(_ lists: NumberRuns..., make: ([NumberRuns]) -> NumberRuns) -> NumberRuns {
        guard !areInIDOrder(lists) else { return make(lists) }
        var result = make(
            lists.map { runs in
                NumberRuns(offsets: runs.offsets, numbers: runs.numbers.map { store.place(of: $0) })
            })
        for index in result.numbers.indices {
            result.numbers[index] = store.entity(atPlace: result.numbers[index])
        }
        return result
    }

    private func areInIDOrder(_ lists: [NumberRuns]) -> Bool {
        let bounds = lists.compactMap(\.numbers.bounds)
        guard let least = bounds.map(\.lowerBound).min(), let greatest = bounds.map(\.upperBound).max() else {
            return true
        }
        return store.isInIDOrder(least...greatest)
    }

    private func column(_ runs: NumberRuns) -> ListColumn {
        ListColumn(offsets: runs.offsets, child: Vector(count: runs.numbers.count, payload: .code(runs.numbers)))
    }
}
