/// A word with which a stage, a view or a statement begins: what it is called,
/// how it is written and what it does. The parser, the printer, messages, help
/// and completion read the same row.
package protocol LeadingWord: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// `sort e desc, …`
    var form: String { get }
    var summary: Message { get }
    /// The word with the one that belongs to it: `group by`.
    var words: String { get }
    /// Words that may go on with it behind a value.
    var continuations: [String] { get }
}

extension LeadingWord {
    package var words: String { rawValue }
    package var continuations: [String] { [] }

    package static func contains(_ word: String) -> Bool { Self(rawValue: word) != nil }

    static func contains(_ token: Token) -> Bool {
        token.isName && !token.isQuoted && contains(token.text)
    }
}

/// The first words of stages.
package enum StageWord: String, LeadingWord {
    case filter = "where"
    case select, add, drop, expand, join, group, sort, take, skip, top, distinct
    case union, intersect, except
    case withSources = "with"
    case why

    package var form: String { row.form }
    package var summary: Message { row.summary }

    private var row: (form: String, summary: Message) {
        switch self {
        case .filter: ("where C", Message("Keeps the rows for which C is yes.", ko: "C가 참인 행만 남깁니다."))
        case .select: ("select e, name: e, …", Message("Just these columns.", ko: "이 열만 남깁니다."))
        case .add: ("add name: e, …", Message("More columns.", ko: "열을 더합니다."))
        case .drop: ("drop a, b", Message("Fewer columns.", ko: "열을 뺍니다."))
        case .expand: ("expand x: e", Message("A row for each element of e.", ko: "e의 원소마다 한 행을 만듭니다."))
        case .join:
            (
                "join x: source on C",
                Message("Rows of another source for which C is yes.", ko: "C가 참인 다른 행을 붙입니다.")
            )
        case .group: ("group by k into n: count()", Message("A row for each group.", ko: "묶음마다 한 행을 만듭니다."))
        case .sort:
            ("sort e desc, …", Message("Puts the rows in order; absent last.", ko: "행을 정렬합니다. 없는 값은 맨 뒤."))
        case .take: ("take n", Message("The first n rows.", ko: "처음 n행만 남깁니다."))
        case .skip: ("skip n", Message("Leaves out the first n rows.", ko: "처음 n행을 건너뜁니다."))
        case .top: ("top n by e", Message("The n rows with the largest e.", ko: "e가 가장 큰 n행."))
        case .distinct: ("distinct e, …", Message("The first row for each value.", ko: "값마다 첫 행만 남깁니다."))
        case .union: ("union (q)", Message("Rows of either.", ko: "어느 한쪽에라도 있는 행."))
        case .intersect: ("intersect (q)", Message("Rows of both.", ko: "양쪽에 다 있는 행."))
        case .except: ("except (q)", Message("Rows that the other has not.", ko: "다른 쪽에 없는 행."))
        case .withSources: ("with sources", Message("Adds the sources behind each row.", ko: "행마다 그 출처를 더합니다."))
        case .why: ("why", Message("The claims that each row rests on.", ko: "각 행이 근거로 삼는 주장."))
        }
    }

    package var words: String {
        switch self {
        case .group: "group by"
        case .withSources: "with sources"
        case .filter, .select, .add, .drop, .expand, .join, .sort, .take, .skip, .top, .distinct, .union, .intersect,
            .except, .why:
            rawValue
        }
    }

    package var continuations: [String] {
        switch self {
        case .sort: ["desc", "asc"]
        case .top: ["by", "desc", "asc"]
        case .group: ["by", "across", "into"]
        case .join: ["on"]
        case .select, .add: ["over", "so far"]
        case .filter, .drop, .expand, .take, .skip, .distinct, .union, .intersect, .except, .withSources, .why: []
        }
    }
}

/// The first words of views, and the one behind each.
package enum ViewWord: String, LeadingWord {
    case asOf = "as"
    case knownBy = "known"
    case statedOnly = "stated"
    case allClaims = "all"

    package var second: String {
        switch self {
        case .asOf: "of"
        case .knownBy: "by"
        case .statedOnly: "only"
        case .allClaims: "claims"
        }
    }

    package var words: String { "\(rawValue) \(second)" }

    package var form: String {
        switch self {
        case .asOf, .knownBy: "\(words) D"
        case .statedOnly, .allClaims: words
        }
    }

    package var summary: Message {
        switch self {
        case .asOf: Message("The records that hold on a day.", ko: "그날 유효한 기록.")
        case .knownBy: Message("What was published by then.", ko: "그때까지 보도된 내용.")
        case .statedOnly: Message("What a source states.", ko: "출처가 직접 밝힌 내용.")
        case .allClaims: Message("Claims of every rank.", ko: "모든 등급의 주장.")
        }
    }
}

/// How statements begin, and sources that have a word of their own.
package enum StatementWord: String, LeadingWord {
    case define = "let"
    case parameter = "param"
    case importFile = "import"
    case paths, reach, network

    package var form: String {
        switch self {
        case .define: "let name = e"
        case .parameter: "param name: type = e"
        case .importFile: "import \"file.naru\""
        case .paths: "paths from A to B via L"
        case .reach: "reach from A via L"
        case .network: "network S via L"
        }
    }

    package var summary: Message {
        switch self {
        case .define: Message("Gives a name to an expression or query.", ko: "식이나 질의에 이름을 붙입니다.")
        case .parameter: Message("Declares a parameter.", ko: "매개변수를 선언합니다.")
        case .importFile: Message("Reads the definitions of a file.", ko: "파일의 정의를 읽습니다.")
        case .paths: Message("The shortest chains of links.", ko: "가장 짧은 연결 경로.")
        case .reach: Message("All that can be reached.", ko: "닿을 수 있는 모든 것.")
        case .network: Message("Figures of a network.", ko: "연결망의 수치.")
        }
    }

    package var words: String {
        switch self {
        case .paths, .reach: "\(rawValue) from"
        case .define, .parameter, .importFile, .network: rawValue
        }
    }

    package var continuations: [String] {
        switch self {
        case .paths: ["from", "to", "via", "up to", "shortest", "all shortest", "simple"]
        case .reach, .network: ["from", "via", "up to"]
        case .define, .parameter, .importFile: []
        }
    }
}

/// Words that carry a statement on to its next line.
package enum JoiningWord {
    package static let all: Set<String> = [
        "asc", "desc", "by", "across", "into", "on", "over", "to", "via", "up", "all", "shortest", "simple",
        "union", "intersect", "except",
    ]
}

/// Words that mean something of their own where a name could stand.
package enum Keyword {
    package static func isTaken(_ word: String) -> Bool {
        StageWord.contains(word) || ViewWord.contains(word) || JoiningWord.all.contains(word)
            || ReservedWord(word) != nil
    }
}

extension Stage {
    package var word: StageWord {
        switch kind {
        case .filter: .filter
        case .select: .select
        case .add: .add
        case .drop: .drop
        case .expand: .expand
        case .join: .join
        case .group: .group
        case .sort: .sort
        case .take: .take
        case .skip: .skip
        case .top: .top
        case .distinct: .distinct
        case .set(let operation, _): operation.word
        case .withSources: .withSources
        case .why: .why
        }
    }
}

extension SetOperator {
    package var word: StageWord {
        switch self {
        case .union: .union
        case .intersect: .intersect
        case .except: .except
        }
    }
}

extension View {
    package var word: ViewWord {
        switch kind {
        case .asOf: .asOf
        case .knownBy: .knownBy
        case .statedOnly: .statedOnly
        case .allClaims: .allClaims
        }
    }
}
