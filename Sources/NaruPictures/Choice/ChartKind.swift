package import NaruSyntax

/// What `--chart` can name.
package enum ChartKind: String, CaseIterable, Hashable, Sendable {
    case bars, line, timeline, scatter, network

    /// All names, for help.
    package static var list: String { allCases.map(\.rawValue).joined(separator: " ") }

    var noun: Message {
        switch self {
        case .bars: Message("a bar chart", ko: "막대그래프")
        case .line: Message("a line chart", ko: "꺾은선그래프")
        case .timeline: Message("a timeline", ko: "연대표")
        case .scatter: Message("a scatter plot", ko: "산점도")
        case .network: Message("a network", ko: "관계망")
        }
    }

    var needs: Message {
        switch self {
        case .bars:
            Message("a column that names its bars and one of numbers", ko: "막대의 이름이 될 열과 수가 있는 열")
        case .line: Message("a column of dates and one of numbers", ko: "날짜가 있는 열과 수가 있는 열")
        case .timeline:
            Message("a column of dates or periods and one that names what happened", ko: "날짜나 기간이 있는 열과 일의 이름이 될 열")
        case .scatter: Message("two columns of numbers", ko: "수가 있는 열 둘")
        case .network: Message("two columns that name the ends of links, or paths", ko: "이음의 두 끝을 이름하는 열 둘이나 경로")
        }
    }

    /// A query that gives such columns.
    var example: String {
        switch self {
        case .bars: "… | group by country into n: count()"
        case .line: "… | group by signed into n: count()"
        case .timeline: "… | select title, signed"
        case .scatter: "… | select label, x: count(partners), y: count(agreements)"
        case .network: "cities | expand to: partners | select from: it, to"
        }
    }
}

/// Why a result can't be drawn.
package struct PictureProblem: Error, Sendable {
    package let code: DiagnosticCode
    package let message: Message
    package let help: [Message]

    package init(_ code: DiagnosticCode, _ message: Message, help: [Message]) {
        self.code = code
        self.message = message
        self.help = help
    }

    package func diagnostic(at span: Span?) -> Diagnostic { Diagnostic(code, .error, message, at: span, help: help) }
}

extension DiagnosticCode {
    package static let pictureColumns = DiagnosticCode("E5222")
    package static let pictureSize = DiagnosticCode("E5226")
    package static let pictureUnits = DiagnosticCode("E5223")
}

extension PictureProblem {
    static func columns(_ kind: ChartKind, _ columns: [FigureColumn]) -> PictureProblem {
        let (noun, needs) = (kind.noun, kind.needs)
        return PictureProblem(
            .pictureColumns,
            Message(
                "\(noun.english) needs \(needs.english)", ko: "\(noun.korean)에는 \(needs.korean)이(가) 필요합니다"),
            help: [
                present(columns),
                Message("for example `\(kind.example)`", ko: "예: `\(kind.example)`"),
            ])
    }

    static func nothing(_ columns: [FigureColumn]) -> PictureProblem {
        let kinds = ChartKind.allCases.map { kind in
            Message(
                "\(kind.noun.english) (\(kind.rawValue)) needs \(kind.needs.english)",
                ko: "\(kind.noun.korean)(\(kind.rawValue)): \(kind.needs.korean)")
        }
        return PictureProblem(
            .pictureColumns,
            Message("no picture can be drawn of these columns", ko: "이 열들로는 그림을 그릴 수 없습니다"),
            help: [present(columns)] + kinds)
    }

    private static func present(_ columns: [FigureColumn]) -> Message {
        let list = columns.prefix(8).map { "\($0.name) (\($0.type))" }.joined(separator: ", ")
        let rest = columns.count > 8 ? ", …" : ""
        return Message("there are: \(list)\(rest)", ko: "있는 열: \(list)\(rest)")
    }

    static func unknownKind(_ name: String) -> PictureProblem {
        PictureProblem(
            .pictureColumns,
            Message("there is no kind of picture called '\(name)'", ko: "'\(name)'(이)라는 그림 종류는 없습니다"),
            help: [Message("there are: \(ChartKind.list)", ko: "있는 종류: \(ChartKind.list)")])
    }

    static func tooManyNodes(_ count: Int) -> PictureProblem {
        PictureProblem(
            .pictureSize,
            Message(
                "a network of \(count) nodes is too large to be read",
                ko: "마디가 \(count)개인 관계망은 너무 커서 읽을 수 없습니다"),
            help: [
                Message(
                    "draw a part of at most \(NetworkChart.mostNodes) nodes: `… | take 5000`",
                    ko: "마디가 \(NetworkChart.mostNodes)개 이하인 일부를 그리세요: `… | take 5000`")
            ])
    }

    static func noPlaces(_ columns: [FigureColumn]) -> PictureProblem {
        PictureProblem(
            .pictureColumns,
            Message(
                "places need a column of records that have coordinates, or of coordinates",
                ko: "장소에는 좌표가 있는 기록의 열이나 좌표가 있는 열이 필요합니다"),
            help: [
                present(columns),
                Message(
                    "for example `cities | select it, n: count(agreements)`; two numbers called `latitude` and `longitude` are coordinates, too",
                    ko: "예: `cities | select it, n: count(agreements)`. `위도`와 `경도`라는 수 둘도 좌표입니다"),
            ])
    }

    static func tooMuchForMermaid(_ count: Int) -> PictureProblem {
        PictureProblem(
            .pictureSize,
            Message(
                "\(count) rows are more than Mermaid's readers draw", ko: "\(count)개 행은 Mermaid로 그리기에 너무 많습니다"),
            help: [
                Message(
                    "take at most \(MermaidText.most): `… | take \(MermaidText.most)`; for more there are .dot, .graphml and .svg",
                    ko: "\(MermaidText.most)개까지만 쓰세요: `… | take \(MermaidText.most)`. 더 많으면 .dot, .graphml, .svg로 쓰세요")
            ])
    }

    static func units(_ units: [String], in column: String) -> PictureProblem {
        let list = units.prefix(4).joined(separator: ", ") + (units.count > 4 ? ", …" : "")
        return PictureProblem(
            .pictureUnits,
            Message(
                "amounts in different units have no common scale: \(list)", ko: "단위가 다르면 한 눈금으로 견줄 수 없습니다: \(list)"),
            help: [
                Message(
                    "keep one unit: `… | where \(column).unit = \"\(units[0])\"`",
                    ko: "한 단위만 남기세요: `… | where \(column).unit = \"\(units[0])\"`"),
                Message(
                    "or convert at a rate: `convert(\(column), 1 \(units[1]), … \(units[0]))`",
                    ko: "또는 환율로 바꾸세요: `convert(\(column), 1 \(units[1]), … \(units[0]))`"),
            ])
    }
}
