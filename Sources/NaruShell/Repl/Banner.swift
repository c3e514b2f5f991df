import Naru
import NaruData
import NaruEngine
import NaruSyntax

/// The line that a conversation begins with.
struct Banner {
    let session: Session
    let data: [String]

    /// `naru 0.1.0 · partnerships: 312 records, 1204 claims · .help`
    var text: Message {
        let loaded = session.dataset.loaded
        let records = loaded.store.entityCount
        let claims = loaded.store.claimCount
        let name = Banner.name(of: loaded, data)
        return Message(
            "Naru \(NaruVersion.text) · \(name): \(records) records, \(claims) claims · .help for help",
            ko: "나루 \(NaruVersion.text) · \(name): 기록 \(records)건, 주장 \(claims)건 · 도움말 .help")
    }

    static func name(of dataset: LoadedDataset, _ data: [String]) -> String {
        let names = data.map { String($0.split(separator: "/").last ?? "/") }
        return names.isEmpty ? dataset.name : names.joined(separator: ", ")
    }
}
