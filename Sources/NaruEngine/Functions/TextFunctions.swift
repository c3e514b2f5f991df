import NaruSyntax

/// `length lower upper fold trim initials substring starts_with ends_with
/// replace split join`
extension FunctionCall {
    /// Texts that are about as long as the first argument.
    private func texts(_ body: (Int) -> String) throws(EngineError) -> Vector {
        try rowwise(zero: Int32(0), payload: Payload.code) { row throws(EngineError) in
            try context.code(ofBytes: text(0, row).utf8.count) { body(row) }
        }
    }

    private func bools(_ body: (Int) -> Bool) -> Vector {
        rowwise(
            zero: false, payload: { bits in .bool(Bitmap(count: bits.count) { (row: Int) -> Bool in bits[row] }) }, body
        )
    }

    func length() -> Vector {
        rowwise(zero: Int64(0), payload: Payload.int) { Int64(text(0, $0).unicodeScalars.count) }
    }

    func lower() throws(EngineError) -> Vector { try texts { text(0, $0).lowercased() } }
    func upper() throws(EngineError) -> Vector { try texts { text(0, $0).uppercased() } }
    func fold() throws(EngineError) -> Vector { try texts { TextFold.fold(text(0, $0)) } }
    func trim() throws(EngineError) -> Vector { try texts { text(0, $0).trimmed } }
    func initials() throws(EngineError) -> Vector { try texts { text(0, $0).hangulInitials } }

    func substring() throws(EngineError) -> Vector {
        try texts { text(0, $0).scalars(from: int(1, $0), count: arguments.count > 2 ? int(2, $0) : nil) }
    }

    func startsWith() -> Vector { bools { text(0, $0).utf8.starts(with: text(1, $0).utf8) } }

    func endsWith() -> Vector {
        bools { text(0, $0).utf8.reversed().starts(with: text(1, $0).utf8.reversed()) }
    }

    func replace() throws(EngineError) -> Vector {
        try rowwise(zero: Int32(0), payload: Payload.code) { row throws(EngineError) in
            let (text, old, new) = (text(0, row), text(1, row), text(2, row))
            let (bytes, mark) = (Array(text.utf8), Array(old.utf8))
            let places = bytes.places(of: mark)
            if context.meter.willMake(bytes.count) { try context.checkpoint() }
            let length = bytes.count + places.count * (new.utf8.count - mark.count)
            return try context.code(ofBytes: max(length, bytes.count)) {
                String(decoding: bytes.replacing(places, of: mark.count, by: Array(new.utf8)), as: UTF8.self)
            }
        }
    }

    func split() throws(EngineError) -> Vector {
        var pieces: [Int32] = []
        var owners: [Int32] = []
        let count = arguments[0].count
        for row in 0..<count where arguments.allSatisfy({ $0.isPresent(row) }) {
            let whole = text(0, row)
            // As many pieces as it has bytes.
            try context.meter.admit(whole.utf8.count / max(text(1, row).utf8.count, 1) * 24)
            for piece in whole.pieces(separatedBy: text(1, row)) {
                pieces.append(try context.code(ofBytes: piece.utf8.count) { piece })
                owners.append(Int32(row))
            }
            if context.meter.willMake(whole.utf8.count) { try context.checkpoint() }
            try context.meter.admit(pieces.count * 16)
        }
        return .list(elements: Vector(count: pieces.count, payload: .code(pieces)), rows: owners, count: count)
    }

    func join() throws(EngineError) -> Vector {
        guard case .list(let list) = arguments[0].asList().payload else { return try absentResult() }
        let items = list.child.inLanguage(context.language)
        return try Vector.rowwise([arguments[1]], zero: Int32(0), payload: Payload.code) { row throws(EngineError) in
            let pieces = (Int(list.offsets[row])..<Int(list.offsets[row + 1])).map { texts.text(of: items, $0) }
            let separator = text(1, row)
            let bytes = pieces.reduce(0) { $0 + $1.utf8.count + separator.utf8.count }
            return try context.code(ofBytes: bytes) { pieces.joined(separator: separator) }
        }
    }
}
