import NaruSyntax

/// Files that other programs make and this one doesn't read.
enum ForeignFile {
    /// How the program that made them saves what can be read.
    private static let ways: [(endings: Set<String>, help: Message)] = [
        (
            ["xls", "xlsb", "et"],
            Message(
                "open it in Excel and save it with File, Save As as .xlsx or CSV UTF-8",
                ko: "엑셀에서 열어 '다른 이름으로 저장'으로 .xlsx나 CSV UTF-8로 저장하세요")
        ),
        (
            ["ods", "fods"],
            Message(
                "save it as .xlsx, or: soffice --headless --convert-to xlsx FILE",
                ko: ".xlsx로 저장하거나 soffice --headless --convert-to xlsx 파일을 실행하세요")
        ),
        (
            ["numbers"],
            Message(
                "in Numbers: File, Export To, Excel (.xlsx) or CSV",
                ko: "Numbers에서 파일, 다음으로 내보내기, Excel(.xlsx)이나 CSV를 고르세요")
        ),
        (
            ["hwp", "hwpx", "cell", "show"],
            Message(
                "copy its table into a spreadsheet and save that as .xlsx or CSV UTF-8",
                ko: "표를 한셀이나 엑셀에 붙여 넣고 .xlsx나 CSV UTF-8로 저장하세요")
        ),
        (
            ["doc", "docx", "ppt", "pptx", "pdf"],
            Message(
                "copy its table into a spreadsheet and save that as .xlsx or CSV UTF-8",
                ko: "표를 엑셀에 붙여 넣고 .xlsx나 CSV UTF-8로 저장하세요")
        ),
        (
            ["zip", "7z", "rar", "tar", "bz2", "xz", "zst"],
            Message("unpack it, and open what is in it", ko: "압축을 풀고 안의 파일을 여세요")
        ),
        (
            ["parquet", "feather", "arrow", "dta", "sav", "rds"],
            Message(
                "write it as CSV or NDJSON, for example with DuckDB: copy (from 'FILE') to 'FILE.csv'",
                ko: "CSV나 NDJSON으로 바꾸세요. 예: DuckDB의 copy (from '파일') to '파일.csv'")
        ),
    ]

    /// What to do with a file of another kind, by its ending.
    static func help(for path: String) -> Message? {
        let ending = path.lowercased().split(separator: ".").last.map(String.init) ?? ""
        return ways.first { $0.endings.contains(ending) }?.help
    }

    /// Throws for what stands in a file called .xlsx and is something else.
    static func check(_ bytes: [UInt8], _ path: String) throws(DatasetError) {
        // What is encrypted, and workbooks as they were before 2007.
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            throw isEncrypted(bytes) ? PackageFault.encrypted(path) : oldWorkbook(path)
        }
        guard bytes.starts(with: [0x50, 0x4B]) else { throw noWorkbook(path) }
    }

    private static func isEncrypted(_ bytes: [UInt8]) -> Bool {
        // In the directory of such a file, which is in UTF-16.
        var name: [UInt8] = []
        for byte in "EncryptedPackage".utf8 { name += [byte, 0] }
        guard bytes.count >= name.count else { return false }
        return (0...bytes.count - name.count).contains { place in
            bytes[place] == name[0] && bytes[place..<place + name.count].elementsEqual(name)
        }
    }

    private static func oldWorkbook(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.unknownKind,
            Message(
                "'\(path)' is a workbook of Excel as it was before 2007", ko: "'\(path)'은(는) 2007년 이전 형식의 엑셀 파일입니다"),
            help: [ways[0].help])
    }

    static func noWorkbook(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.unknownKind, Message("'\(path)' is no workbook (.xlsx)", ko: "'\(path)'은(는) 엑셀 파일(.xlsx)이 아닙니다"),
            help: [
                Message(
                    "if it is a table in text, give it the ending .csv, .tsv or .json",
                    ko: "글로 된 표라면 확장자를 .csv, .tsv, .json으로 바꾸세요")
            ])
    }
}
