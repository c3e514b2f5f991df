import NaruData

/// The encodings that tables are written in, as the command line names them.
enum OutputEncoding: String, CaseIterable {
    case utf8 = "utf-8"
    /// With the mark by which Excel knows it.
    case utf8WithMark = "utf-8-bom"
    case cp949

    /// What stands before the first character.
    var mark: [UInt8] { self == .utf8WithMark ? [0xEF, 0xBB, 0xBF] : [] }

    func bytes(of text: String) throws(ShellFailure) -> [UInt8] {
        guard self == .cp949 else { return Array(text.utf8) }
        switch CP949Writer.bytes(of: text) {
        case .success(let bytes): return bytes
        case .failure(let failure): throw .noCharacter(failure.scalar, encoding: rawValue)
        }
    }
}
