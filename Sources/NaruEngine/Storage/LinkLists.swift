import NaruSemantics

/// Links as compressed adjacency (CSR), in both directions.
enum LinkLists {
    /// Each row's entities ascending and once.
    static func sorted(_ list: ListColumn) -> ListColumn {
        guard case .code(var codes) = list.child.payload, !isSorted(codes, list.offsets) else { return list }
        var offsets = list.offsets
        var size = 0
        for row in 0..<list.offsets.count - 1 {
            let run = Int(list.offsets[row])..<Int(list.offsets[row + 1])
            codes[run].sort()
            offsets[row] = Int32(size)
            for index in run where index == run.lowerBound || codes[index] != codes[index - 1] || size == 0 {
                codes[size] = codes[index]
                size += 1
            }
        }
        offsets[offsets.count - 1] = Int32(size)
        codes.removeLast(codes.count - size)
        return ListColumn(offsets: offsets, child: Vector(count: size, payload: .code(codes)))
    }

    /// The entities of a link's lists in the order of ids. Within one type
    /// without subtypes the order of numbers is that of ids.
    static func inIDOrder(
        _ column: Vector, of field: Field, idOrder: @autoclosure () -> [Int32]?, _ schema: Schema
    ) -> Vector {
        guard case .link(let targets) = field.content, case .list(let list) = column.payload, list.child.count > 0
        else { return column }
        let spansTypes = targets.count != 1 || schema[targets[0]].subtreeEnd > targets[0].index + 1
        guard spansTypes, let order = idOrder() else { return column }
        return ordered(column, by: order)
    }

    /// Each row's entities in the order of ids, which for targets of several
    /// types is not the order of their numbers.
    static func ordered(_ column: Vector, by order: [Int32]) -> Vector {
        guard case .list(var list) = column.payload, case .code(var codes) = list.child.payload else { return column }
        for row in 0..<column.count where list.offsets[row + 1] - list.offsets[row] > 1 {
            codes[Int(list.offsets[row])..<Int(list.offsets[row + 1])].sort { order[Int($0)] < order[Int($1)] }
        }
        list.child.payload = .code(codes)
        return Vector(count: column.count, payload: .list(list))
    }

    private static func isSorted(_ codes: [Int32], _ offsets: [Int32]) -> Bool {
        for row in 0..<offsets.count - 1 where offsets[row + 1] - offsets[row] > 1 {
            for index in Int(offsets[row]) + 1..<Int(offsets[row + 1]) where codes[index - 1] >= codes[index] {
                return false
            }
        }
        return true
    }

    /// For each entity of `targets` the subjects whose link leads to it,
    /// ascending because the subjects are visited in order.
    static func inverse(of column: Vector, subjects: Range<Int32>, targets: Range<Int32>) -> Vector {
        var offsets = [Int32](repeating: 0, count: targets.count + 1)
        forEachLink(of: column) { _, target in
            if targets.contains(target) { offsets[Int(target - targets.lowerBound) + 1] += 1 }
        }
        for row in 0..<targets.count { offsets[row + 1] += offsets[row] }
        var next = offsets
        var codes = [Int32](repeating: 0, count: Int(offsets[targets.count]))
        forEachLink(of: column) { row, target in
            guard targets.contains(target) else { return }
            let place = Int(target - targets.lowerBound)
            codes[Int(next[place])] = subjects.lowerBound + Int32(row)
            next[place] += 1
        }
        let child = Vector(count: codes.count, payload: .code(codes))
        return Vector(count: targets.count, payload: .list(ListColumn(offsets: offsets, child: child)))
    }

    @inline(__always)
    static func forEachLink(of column: Vector, _ body: (Int, Int32) -> Void) {
        switch column.payload {
        case .code(let codes):
            for row in codes.indices where column.valid?[row] ?? true { body(row, codes[row]) }
        case .list(let list):
            guard case .code(let codes) = list.child.payload else { return }
            for row in 0..<column.count {
                for index in Int(list.offsets[row])..<Int(list.offsets[row + 1]) { body(row, codes[index]) }
            }
        // Links are entities or lists of them.
        case .bool, .int, .float, .decimal, .date, .period, .days, .duration, .geo, .quantity, .numbers, .record,
            .localized:
            break
        }
    }
}
