package import NaruSyntax

/// The encodings of tables.
package enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case cp949
    case shiftJIS = "shift-jis"
    case gb18030
    case windows1252 = "windows-1252"

    /// By any of the names that are in use.
    package init?(name: String) {
        switch name.lowercased() {
        case "utf8", "utf-8", "utf-8-bom", "utf-8-sig": self = .utf8
        case "utf16", "utf-16": self = .utf16
        case "utf16le", "utf-16le": self = .utf16LittleEndian
        case "utf16be", "utf-16be": self = .utf16BigEndian
        case "cp949", "ms949", "uhc", "euc-kr", "euckr", "windows-949", "ks_c_5601-1987": self = .cp949
        case "shift-jis", "shift_jis", "sjis", "shiftjis", "cp932", "windows-31j", "ms932": self = .shiftJIS
        case "gb18030", "gbk", "gb2312", "cp936", "windows-936", "euc-cn": self = .gb18030
        case "windows-1252", "cp1252", "latin1", "latin-1", "iso-8859-1", "iso8859-1": self = .windows1252
        default: return nil
        }
    }

    /// As messages name it.
    package var shown: String {
        switch self {
        case .utf16LittleEndian, .utf16BigEndian, .utf16: "UTF-16"
        case .shiftJIS: "Shift-JIS"
        case .windows1252: "Windows-1252"
        case .utf8, .cp949, .gb18030: rawValue.uppercased()
        }
    }

    /// The name by which the system's converter knows it.
    var converterName: String {
        switch self {
        case .shiftJIS: "CP932"
        case .windows1252: "CP1252"
        case .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian, .cp949, .gb18030: rawValue.uppercased()
        }
    }

    package static let names = ["utf-8", "utf-16", "cp949", "shift-jis", "gb18030", "windows-1252"]
    static var list: String { names.joined(separator: ", ") }

    package static func unknown(_ name: String) -> Message {
        Message("the encoding '\(name)' cannot be read", ko: "'\(name)' 인코딩은 읽을 수 없습니다")
    }

    package static var wayOut: Message {
        Message("encodings: \(list)", ko: "인코딩: \(list)")
    }
}
