package import NaruEngine
package import NaruSyntax

extension DiagnosticCode {
    /// A snapshot's bytes are not the ones that were written.
    package static let damagedSnapshot = DiagnosticCode("E5120")
}

extension Diagnostic {
    /// A part of a snapshot that doesn't have its checksum, or makes no sense.
    package static func damaged(_ damage: StoreDamage) -> Diagnostic {
        Diagnostic(
            .damagedSnapshot, .error,
            Message(
                "'\(damage.file)' is damaged: its part '\(damage.part)' is not what was written",
                ko: "'\(damage.file)'이(가) 손상되었습니다: '\(damage.part)' 부분이 기록된 것과 다릅니다"),
            at: nil, help: [buildAgain])
    }

    fileprivate static let buildAgain = Message(
        "make it again from its dataset: naru build DIR -o FILE", ko: "데이터에서 다시 만드세요: naru build 폴더 -o 파일")
}

extension DatasetError {
    static func damaged(_ damage: StoreDamage) -> DatasetError { DatasetError([.damaged(damage)]) }

    static func cutSnapshot(_ path: String) -> DatasetError {
        DatasetError(
            .damagedSnapshot,
            Message("'\(path)' is cut short: its end is missing", ko: "'\(path)'이(가) 잘렸습니다: 끝부분이 없습니다"),
            help: [Diagnostic.buildAgain])
    }

    static func noSnapshot(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.notSnapshot, Message("'\(path)' is no snapshot of Naru", ko: "'\(path)'은(는) 나루 스냅숏이 아닙니다"),
            help: [Diagnostic.buildAgain])
    }

    static func otherVersion(_ path: String, _ version: UInt64) -> DatasetError {
        DatasetError(
            DataCode.notSnapshot,
            Message(
                "'\(path)' is a snapshot of version \(version); this program reads version \(SnapshotLayout.version)",
                ko: "'\(path)'은(는) \(version)판 스냅숏인데 이 프로그램은 \(SnapshotLayout.version)판을 읽습니다"),
            help: [Diagnostic.buildAgain])
    }

    static func snapshotAlone(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.combination,
            Message("a snapshot is opened by itself: '\(path)'", ko: "스냅숏은 따로 엽니다: '\(path)'"),
            help: [
                Message(
                    "build one of everything together: naru build DIR TABLE -o FILE",
                    ko: "모두 모아 하나로 만드세요: naru build 폴더 표 -o 파일")
            ])
    }
}
