import NaruSyntax

/// The keys of the line editor, as help and the documentation list them.
enum KeyTable {
    static let all: [(keys: String, summary: Message)] = [
        ("Enter", Message("Runs a complete statement, else opens a line.", ko: "문장이 끝났으면 실행하고, 아니면 새 줄을 엽니다.")),
        ("Alt-Enter", Message("Opens a line.", ko: "새 줄을 엽니다.")),
        ("Tab, Shift-Tab", Message("Completes, and goes through the candidates.", ko: "완성하고, 후보를 차례로 고릅니다.")),
        ("→ at the end", Message("Takes the dim hint.", ko: "흐린 힌트를 받아들입니다.")),
        ("Up, Down", Message("Move between lines, then through the history.", ko: "줄 사이를 오가고, 그 밖에서는 기록을 봅니다.")),
        ("Ctrl-R", Message("Searches the history.", ko: "기록에서 찾습니다.")),
        ("Ctrl-A, Ctrl-E", Message("To the start and the end of the line.", ko: "줄의 처음과 끝으로.")),
        ("Alt-B, Alt-F", Message("Word by word.", ko: "낱말 단위로.")),
        ("Ctrl-W, Ctrl-K, Ctrl-U", Message("Cut the word, to the end of the line, all.", ko: "낱말, 줄 끝까지, 전체를 잘라 냅니다.")),
        ("Ctrl-Y", Message("Puts back what was cut.", ko: "잘라 낸 것을 다시 넣습니다.")),
        ("Ctrl-L", Message("Clears the screen.", ko: "화면을 지웁니다.")),
        (
            "Ctrl-C",
            Message("Gives up the line, or cancels the query; twice quits.", ko: "줄을 버리거나 질의를 멈춥니다. 두 번이면 끝냅니다.")
        ),
        ("Ctrl-D", Message("Quits, on an empty line.", ko: "빈 줄에서 끝냅니다.")),
    ]

    static func lines(_ language: Language) -> [String] {
        TextTable.lines(all.map { [$0.keys, $0.summary[language]] })
    }
}
