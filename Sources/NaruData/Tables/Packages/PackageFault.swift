import NaruSyntax

/// Why a packed file cannot be read.
enum PackageFault {
    static func missingLibrary(_ name: String, debian: String, fedora: String, _ path: String) -> DatasetError {
        DatasetError(
            DataCode.missingLibrary,
            Message(
                "'\(path)' cannot be read: the library \(name) is not installed here",
                ko: "'\(path)'을(를) 읽을 수 없습니다: 여기에는 \(name) 라이브러리가 없습니다"),
            help: [
                Message(
                    "install \(debian) (Debian, Ubuntu) or \(fedora) (Fedora)",
                    ko: "\(debian)(Debian, Ubuntu)이나 \(fedora)(Fedora)를 설치하세요")
            ])
    }

    static func gzip(_ fault: Inflater.Fault, _ path: String) -> DatasetError {
        switch fault {
        case .cut: damaged(path, Message("it is cut short", ko: "파일이 잘렸습니다"))
        case .damaged, .tooLong:
            damaged(path, Message("what is packed in it cannot be unpacked", ko: "압축을 풀 수 없습니다"))
        }
    }

    static func damaged(_ path: String, _ reason: Message) -> DatasetError {
        DatasetError(
            DataCode.damagedFile,
            Message("'\(path)' is damaged: \(reason.english)", ko: "'\(path)'이(가) 손상되었습니다: \(reason.korean)"),
            help: [
                Message(
                    "copy or download it again, or open it in the program that made it and save it anew",
                    ko: "다시 복사하거나 내려받거나, 만든 프로그램에서 열어 새로 저장하세요")
            ])
    }

    static func part(_ part: String, _ fault: Inflater.Fault, _ path: String) -> DatasetError {
        switch fault {
        case .cut, .damaged:
            damaged(path, Message("its part '\(part)' cannot be unpacked", ko: "'\(part)' 부분의 압축을 풀 수 없습니다"))
        case .tooLong:
            refused(
                path,
                Message(
                    "its part '\(part)' holds more than the file says", ko: "'\(part)' 부분이 파일에 적힌 것보다 깁니다"))
        }
    }

    /// A file that no program writes for others to read.
    static func refused(_ path: String, _ reason: Message) -> DatasetError {
        DatasetError(
            DataCode.refusedFile,
            Message("'\(path)' is not opened: \(reason.english)", ko: "'\(path)'을(를) 열지 않습니다: \(reason.korean)"),
            help: [
                Message(
                    "if you trust it, open it in its own program and save it anew, or save the sheet as CSV UTF-8",
                    ko: "믿을 만한 파일이면 원래 프로그램에서 열어 새로 저장하거나, 시트를 CSV UTF-8로 저장하세요")
            ])
    }

    static func strange(_ part: String, _ path: String) -> DatasetError {
        damaged(
            path, Message("'\(part)' has an element that no workbook has", ko: "'\(part)'에 통합 문서에 없는 요소가 있습니다"))
    }

    static func tooSparse(_ path: String) -> DatasetError {
        refused(path, Message("nearly all of its cells are empty", ko: "거의 모든 칸이 비어 있습니다"))
    }

    static func encrypted(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.encryptedFile,
            Message("'\(path)' is encrypted with a password", ko: "'\(path)'은(는) 암호가 걸린 파일입니다"),
            help: [
                Message(
                    "open it in Excel and save it without one: File, Info, Protect Workbook, Encrypt with Password",
                    ko: "엑셀에서 열어 암호 없이 저장하세요: 파일, 정보, 통합 문서 보호, 암호 설정")
            ])
    }
}
