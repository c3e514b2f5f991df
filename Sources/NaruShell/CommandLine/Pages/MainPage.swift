import NaruData
import NaruPictures
import NaruSyntax

extension CommandPage {
    /// The program without a subcommand.
    static let main = CommandPage(
        word: "naru",
        summary: Message("Asks questions about partnerships between cities.", ko: "도시 사이의 협력에 대해 묻습니다."),
        usage: ["[options] [QUERY | FILE.naru [--name value]...]"],
        paragraphs: [
            Message(
                """
                Without a query, statements are read from the terminal one by one, or \
                from standard input as one script. Results go to standard output, \
                everything else to standard error. On a terminal results are boxes, \
                otherwise CSV.
                """,
                ko: """
                    질의가 없으면 터미널에서 문장을 하나씩 읽고, 터미널이 아니면 표준 입력 전체를 \
                    스크립트로 읽습니다. 결과는 표준 출력으로, 나머지는 모두 표준 오류로 나갑니다. \
                    결과는 터미널에서는 상자, 그 밖에는 CSV입니다.
                    """),
            Message(
                """
                A query on the command line runs after those of -c and -f. A script \
                takes its parameters as options behind it, and \
                'naru FILE.naru --help' lists them.
                """,
                ko: """
                    명령줄의 질의는 -c와 -f로 준 것 다음에 실행됩니다. 스크립트의 매개변수는 그 뒤에 \
                    옵션처럼 쓰며, 'naru FILE.naru --help'에 그 목록이 있습니다.
                    """),
        ],
        sections: [programs, data, results, runs, .messages(dataLanguage), other],
        examples: [
            "naru 'cities | take 3'",
            "naru 'city \"시흥시\".partners intersect city \"울산시\".partners | select name'",
            "naru --format json 'agreements | where signed in @2024 | select title, signed'",
            "naru --lang en 'commitments | where due < @2026 and no fulfilled_by'",
            "naru -P city=시흥시 report.naru",
            "naru --data links.csv 'links | group by country'",
            "echo 'count(agreements)' | naru",
        ],
        statuses: [
            .done,
            StatusText(.failed, Message("a query failed while it ran", ko: "질의가 실행 중에 실패함")),
            StatusText(
                .usage, Message("the command line or a parameter is wrong", ko: "명령줄이나 매개변수가 틀림")),
            .files,
            StatusText(.invalidProgram, Message("the query does not parse or check", ko: "질의의 문법이나 이름, 유형이 틀림")),
            .data,
            StatusText(.limit, Message("a limit was reached", ko: "한도에 이름")),
            StatusText(.interrupted, Message("interrupted", ko: "중단됨")),
            StatusText(.pipeClosed, Message("whoever read the output has gone", ko: "출력을 읽던 쪽이 닫힘")),
        ])

    /// How tables are read.
    static let tableOptions: Set<String> = [
        "--encoding", "--header", "--absent", "--edges", "--match", "--allow-outside",
    ]

    private static let dataLanguage = Message(
        "The language of names and messages: en, ko.", ko: "이름과 메시지의 언어: en, ko.")

    private static let programs = OptionSection(
        title: Message("PROGRAMS", ko: "프로그램"),
        options: [
            OptionText(
                ["-c", "--command"], Message("query", ko: "질의"),
                Message(
                    "Run a query; repeatable, in the order given with -f.",
                    ko: "질의를 실행합니다. -f와 함께 준 순서대로 여러 번 쓸 수 있습니다.")),
            OptionText(
                ["-f", "--file"], Message("file", ko: "파일"), .files,
                Message("Run a script; - is standard input.", ko: "스크립트를 실행합니다. -는 표준 입력입니다.")),
            OptionText(
                ["-i", "--interactive"],
                Message("Go on at the prompt after -c, -f or a query.", ko: "-c, -f, 질의를 실행한 다음 프롬프트로 이어 갑니다.")),
            OptionText(
                ["-P", "--param"], Message("name=value", ko: "이름=값"),
                Message("Bind a parameter; repeatable.", ko: "매개변수에 값을 줍니다. 여러 번 쓸 수 있습니다.")),
            OptionText(
                ["--params"], Message("file", ko: "파일"), .files,
                Message(
                    "Bind parameters from a JSON object; -P and a script's own options come before it.",
                    ko: "JSON 객체의 값을 매개변수에 줍니다. -P와 스크립트 뒤의 옵션이 먼저입니다.")),
            OptionText(
                ["--check"], Message("Parse and check, but run nothing.", ko: "문법과 유형만 확인하고 실행하지 않습니다.")),
            OptionText(
                ["--keep-going"], Message("Go on after a query that fails.", ko: "질의가 실패해도 다음 질의로 갑니다.")),
        ])

    private static let data = OptionSection(
        title: Message("DATA", ko: "데이터"),
        options: [
            OptionText(
                ["--data"], Message("path", ko: "경로"), .files,
                Message(
                    "A dataset folder or a table to query instead of the partnerships; repeatable. - is standard input, csv:- and the like say what is there, name=path what it is called.",
                    ko: "협력 데이터 대신 물을 데이터 폴더나 표. 여러 번 쓸 수 있습니다. -는 표준 입력이고, csv:-처럼 종류를, 이름=경로로 집합 이름을 쓸 수 있습니다.")),
            OptionText(
                ["--lenient"],
                Message(
                    "Load what is good of --data, and list what is not.", ko: "--data에서 읽히는 것만 열고, 읽히지 않는 것을 알려 줍니다.")),
            OptionText(
                ["--encoding"], Message("name", ko: "이름"), .choices(TextEncoding.names),
                Message("The encoding of tables, where it is not evident.", ko: "표의 인코딩. 알아낼 수 없을 때 씁니다.")),
            OptionText(
                ["--header"], Message("line|none", ko: "줄|none"),
                Message("The line that names the columns of tables.", ko: "표의 열 이름이 있는 줄.")),
            OptionText(
                ["--absent"], Message("texts", ko: "글"),
                Message(
                    "Texts between commas that stand for no value in tables: \"미상,-9\".",
                    ko: "표에서 값이 없음을 뜻하는 글. 쉼표로 나눕니다: \"미상,-9\".")),
            OptionText(
                ["--edges"], Message("from,to", ko: "열,열"),
                Message(
                    "Two columns whose values are the nodes of a graph.", ko: "값이 그래프의 마디가 되는 두 열.")),
            OptionText(
                ["--match"], Message("fold", ko: "fold"), .choices(["fold"]),
                Message(
                    "Link texts to the rows of another table that have this name, whatever case, width and accents.",
                    ko: "글을 다른 표에서 같은 이름을 가진 행과 잇습니다. 대소문자, 전각, 악센트는 가리지 않습니다.")),
            OptionText(
                ["--allow-outside"], Message("folder", ko: "폴더"), .folders,
                Message(
                    "Let a dataset lead to files under this folder, too; repeatable.",
                    ko: "데이터가 이 폴더 아래의 파일도 가리킬 수 있게 합니다. 여러 번 쓸 수 있습니다.")),
            OptionText(
                ["--today"], Message("date", ko: "날짜"),
                Message("The day that 'today' means.", ko: "today가 뜻하는 날.")),
        ])

    private static let results = OptionSection(
        title: Message("RESULTS", ko: "결과"),
        options: [
            OptionText(
                ["--format"], Message("format", ko: "형식"), .choices(OutputFormat.choices),
                Message(
                    "\(OutputFormat.list).",
                    ko: "\(OutputFormat.list).")),
            OptionText(
                ["--chart"], Message("kind", ko: "종류"), .choices(ChartKind.allCases.map(\.rawValue)),
                Message(
                    "What a picture is; without it what suits the columns: \(ChartKind.list).",
                    ko: "그림의 종류. 쓰지 않으면 열에 맞는 것: \(ChartKind.list).")),
            OptionText(
                ["--title"], Message("text", ko: "글"),
                Message(
                    "What stands above a picture; without it the comment above the query.",
                    ko: "그림 위에 쓸 제목. 쓰지 않으면 질의 위의 주석.")),
            OptionText(
                ["-o", "--output"], Message("file", ko: "파일"), .files,
                Message(
                    "Write results to a file, in the format of its ending: \(OutputFormat.endings).",
                    ko: "결과를 파일에 씁니다. 형식은 확장자를 따릅니다: \(OutputFormat.endings).")),
            OptionText(
                ["--output-encoding"], Message("encoding", ko: "인코딩"),
                .choices(OutputEncoding.allCases.map(\.rawValue)),
                Message(
                    "How CSV and TSV are encoded: utf-8, utf-8-bom for Excel, cp949.",
                    ko: "CSV와 TSV의 인코딩: utf-8, 엑셀용 utf-8-bom, cp949.")),
            OptionText(["--no-header"], Message("Leave out the header.", ko: "머리글을 쓰지 않습니다.")),
            OptionText(
                ["--safe-csv"],
                Message(
                    "In CSV and TSV put ' before texts that a spreadsheet would take for formulas.",
                    ko: "CSV와 TSV에서 스프레드시트가 수식으로 볼 글 앞에 '를 붙입니다.")),
            OptionText(
                ["--null"], Message("text", ko: "글"),
                Message("What to write for an absent value.", ko: "없는 값 자리에 쓸 글.")),
            OptionText(
                ["--max-rows"], Message("n|all", ko: "n|all"),
                Message(
                    "Write at most so many rows of each result; the others are counted, with -q not even that.",
                    ko: "결과마다 쓸 가장 많은 행 수. 나머지는 세기만 하고, -q면 세지도 않습니다.")),
            OptionText(
                ["--width"], Message("columns", ko: "칸"),
                Message("How wide a box or a bar chart may be.", ko: "상자나 막대그래프의 가장 큰 너비.")),
        ])

    private static let runs = OptionSection(
        title: Message("LIMITS", ko: "한도"),
        options: [
            OptionText(
                ["--timeout"], Message("time", ko: "시간"),
                Message(
                    "End a query that takes longer: 500ms, 5s, 2m, 1h.", ko: "더 오래 걸리는 질의를 끝냅니다: 500ms, 5s, 2m, 1h.")),
            OptionText(
                ["--max-memory"], Message("size", ko: "크기"),
                Message(
                    "End a query that needs more memory: 512MB, 2GB, none; half of the machine's unless told.",
                    ko: "메모리가 더 필요한 질의를 끝냅니다: 512MB, 2GB, none. 따로 주지 않으면 기계의 절반입니다.")),
            OptionText(
                ["--threads"], Message("n", ko: "n"),
                Message(
                    "Work with so many threads; all cores unless told. Results are the same.",
                    ko: "쓸 스레드 수. 따로 주지 않으면 모든 코어를 씁니다. 결과는 같습니다.")),
            OptionText(
                ["--stats"],
                Message(
                    "Tell rows, time and memory of each query on standard error.",
                    ko: "질의마다 행, 시간, 메모리를 표준 오류에 알립니다.")),
        ])

    private static let other = OptionSection(
        title: Message("OTHER", ko: "그 밖"),
        options: [
            OptionText(["--no-init"], Message("Read no init file at the prompt.", ko: "프롬프트에서 시작 파일을 읽지 않습니다.")),
            OptionText(["--version"], Message("Show the version.", ko: "버전을 보여 줍니다.")),
        ])
}
