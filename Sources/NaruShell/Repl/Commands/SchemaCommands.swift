import Naru
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax

/// What there is to ask about.
enum SchemaCommands {
    static let all: [ReplCommand] = [
        ReplCommand(".types", "The types of records, and how many there are.", ko: "기록의 유형과 개수.") {
            repl, _ throws(ShellFailure) in
            try repl.show(text(repl).types())
            return .done
        },
        ReplCommand(
            ".schema [type]", "The fields and links of a type; without one, of all.", ko: "유형의 필드와 연결. 없으면 모든 유형.",
            .type,
            run: schema),
        ReplCommand(".lets", "The definitions that queries see.", ko: "질의에서 쓸 수 있는 정의.", run: lets),
        ReplCommand(
            ".data", "What is open: records, claims, where it came from.", ko: "열려 있는 데이터: 기록, 주장, 출처.", run: data),
    ]

    private static func text(_ repl: Repl) -> SchemaPage {
        SchemaPage(repl.runner.session, language: repl.language)
    }

    @Sendable private static func schema(_ repl: Repl, _ name: String) throws(ShellFailure) -> ReplCommand.Outcome {
        let text = text(repl)
        guard !name.isEmpty else {
            try repl.show(text.fieldsOfAll)
            return .done
        }
        guard let type = text.type(named: name) else {
            throw .badArgument(
                "schema", Message("there is no type '\(name)'", ko: "'\(name)' 유형은 없습니다"),
                near: Spelling.nearest(to: name, among: text.typeNames))
        }
        try repl.show(text.fields(of: type))
        return .done
    }

    @Sendable private static func lets(_ repl: Repl, _ argument: String) throws(ShellFailure) -> ReplCommand.Outcome {
        var lines: [String] = []
        func list(_ words: [String], _ title: String) {
            guard !words.isEmpty else { return }
            if !lines.isEmpty { lines.append("") }
            lines.append("# " + title)
            lines += words
        }
        for source in repl.runner.session.dataset.loaded.prelude {
            let found = Parser.parse(source).program.statements.filter { $0.subject != nil }
            list(found.map { source.text(in: $0.span).trimmingWhitespace }, source.name)
        }
        list(repl.runner.definitions.words, Message("defined here", ko: "여기서 정의함")[repl.language])
        if lines.isEmpty {
            lines = [
                Message("No definitions: `let name = …` makes one.", ko: "정의가 없습니다. `let 이름 = …`으로 만드세요.")[
                    repl.language]
            ]
        }
        try repl.show(lines)
        return .done
    }

    @Sendable private static func data(_ repl: Repl, _ argument: String) throws(ShellFailure) -> ReplCommand.Outcome {
        let loaded = repl.runner.session.dataset.loaded
        let schema = loaded.catalog.schema
        let store = loaded.store
        let rows: [(Message, String)] = [
            (Message("dataset", ko: "데이터셋"), Banner.name(of: loaded, repl.data)),
            (
                Message("opened from", ko: "위치"),
                repl.data.isEmpty
                    ? Message("inside the program", ko: "프로그램 안")[repl.language] : repl.data.joined(separator: ", ")
            ),
            (Message("languages", ko: "언어"), schema.languages.joined(separator: ", ")),
            (Message("types", ko: "유형"), String(schema.declaredTypes.count - 1)),
            (Message("records", ko: "기록"), String(store.entityCount)),
            (Message("claims", ko: "주장"), String(store.claimCount)),
            (Message("citations", ko: "인용"), String(store.citationCount)),
            (Message("today", ko: "오늘"), DayText.text(repl.runner.session.today)),
        ]
        try repl.show(TextTable.lines(rows.map { [$0.0[repl.language], $0.1] }))
        return .done
    }
}

/// A day number as it is written.
enum DayText {
    static func text(_ day: Int32) -> String {
        NaruSyntax.PartialDate(first: day, last: day, precision: .day).description
    }
}
