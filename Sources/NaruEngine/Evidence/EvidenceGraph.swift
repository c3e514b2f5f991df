import NaruSemantics
import NaruSyntax

/// The number of one piece of evidence in its graph; 0 is no evidence.
typealias EvidenceID = Int32

/// One thing that a derivation read from the dataset, or looked for in vain.
struct EvidenceRead: Hashable {
    enum Part: Hashable {
        /// That the record exists.
        case record
        /// Whatever the field holds.
        case value(FieldID)
        /// The text in one language, by its place in `Schema.languages`.
        case language(FieldID, Int)
        /// The link that leads to one entity.
        case link(FieldID, to: EntityNumber)
        /// One value of a many-valued field, by its place.
        case element(FieldID, Int)
        /// Nothing was found where `searched` records were looked over.
        case absence(field: String?, searched: Int)

        /// The field that is read; nil for what is none.
        var field: FieldID? {
            switch self {
            case .value(let field), .language(let field, _), .link(let field, _), .element(let field, _): field
            case .record, .absence: nil
            }
        }

        /// The place of the language, where one is read.
        var language: UInt8 {
            if case .language(_, let language) = self { UInt8(clamping: language) } else { 0 }
        }
    }

    /// Of an absence the entity it was looked for at, when it is one.
    var subject: EntityNumber?
    var part: Part
    /// Under which views it was read, by their place in the graph.
    fileprivate(set) var view = 0

    init(subject: EntityNumber?, part: Part) {
        self.subject = subject
        self.part = part
    }
}

/// Evidence of many values, with everything they have in common kept once: a
/// piece is a read or joins two others.
final class EvidenceGraph {
    private enum Node {
        case none
        case read(EvidenceRead)
        case both(EvidenceID, EvidenceID)
    }

    private var nodes: [Node] = [.none]
    private var known: [EvidenceRead: EvidenceID] = [:]
    /// The dataset as each of the views so far shows it.
    private var stores: [Store]
    /// The view that reads are made under now.
    private var view = 0

    private let meter: RunMeter
    /// Once the run may take no more, which its next batch tells, nothing is
    /// looked up any more.
    private var isOver = false

    init(_ store: Store, _ meter: RunMeter) {
        stores = [store]
        self.meter = meter
    }

    /// Does something under the views of `store`.
    func under<Result>(_ store: Store, _ body: () throws(EngineError) -> Result) throws(EngineError) -> Result {
        let outer = view
        view = stores.firstIndex { $0.showsTheSame(as: store) } ?? stores.count
        if view == stores.count { stores.append(store) }
        defer { view = outer }
        return try body()
    }

    /// What a read was made of.
    func store(of read: EvidenceRead) -> Store { stores[read.view] }

    func id(of read: EvidenceRead) -> EvidenceID {
        guard !isOver else { return 0 }
        var read = read
        read.view = view
        if let id = known[read] { return id }
        let id = add(.read(read))
        known[read] = id
        meter.take(3 * MemoryLayout<EvidenceRead>.stride)
        return id
    }

    func join(_ left: EvidenceID, _ right: EvidenceID) -> EvidenceID {
        if left == 0 || left == right { return right }
        if right == 0 { return left }
        return add(.both(left, right))
    }

    private func add(_ node: Node) -> EvidenceID {
        if nodes.count & 4095 == 4095, Allowance.isSpent { isOver = true }
        nodes.append(node)
        // Lists and tables are grown by doubling, and copied then.
        meter.take(2 * MemoryLayout<Node>.stride)
        return EvidenceID(nodes.count - 1)
    }

    func join(_ left: [EvidenceID], _ right: [EvidenceID]) -> [EvidenceID] {
        zip(left, right).map { join($0, $1) }
    }

    func joinAll(_ pieces: some Sequence<EvidenceID>) -> EvidenceID { pieces.reduce(0) { join($0, $1) } }

    /// For each of `count` owners all pieces that belong to it.
    func joinAll(_ pieces: [EvidenceID], owners: [Int32], count: Int) -> [EvidenceID] {
        var result = [EvidenceID](repeating: 0, count: count)
        for (piece, owner) in zip(pieces, owners) { result[Int(owner)] = join(result[Int(owner)], piece) }
        return result
    }

    /// Every read of a piece, once.
    func reads(of id: EvidenceID) -> [EvidenceRead] {
        var reads: [EvidenceRead] = []
        var seen: Set<EvidenceID> = []
        var open = [id]
        while let next = open.popLast() {
            // Whoever asked for them asks again before they are used.
            if seen.count & 4095 == 4095, Allowance.isSpent { break }
            switch nodes[Int(next)] {
            case .none: break
            case .read(let read): if seen.insert(next).inserted { reads.append(read) }
            case .both(let left, let right):
                guard seen.insert(next).inserted else { continue }
                open.append(right)
                open.append(left)
            }
        }
        return reads
    }
}

extension EvidenceGraph {
    func record(_ entity: EntityNumber) -> EvidenceID { id(of: EvidenceRead(subject: entity, part: .record)) }

    func absence(of field: String?, at subject: EntityNumber?, searched: Int) -> EvidenceID {
        id(of: EvidenceRead(subject: subject, part: .absence(field: field, searched: searched)))
    }
}

extension EvidenceRead.Part {
    /// That the record exists comes first, then its fields as they are declared.
    var place: (field: Int, element: Int) {
        switch self {
        case .record, .absence: (-1, 0)
        case .value(let field): (field.index, 0)
        case .language(let field, let language): (field.index, language)
        case .link(let field, let target): (field.index, Int(target))
        case .element(let field, let place): (field.index, place)
        }
    }
}
