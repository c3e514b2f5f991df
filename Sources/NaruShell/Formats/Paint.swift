/// The few marks that formats put on text, where a terminal wants them.
struct Paint {
    let isOn: Bool

    func dim(_ text: String) -> String { marked("2", text) }
    func strong(_ text: String) -> String { marked("1", text) }

    private func marked(_ code: String, _ text: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
