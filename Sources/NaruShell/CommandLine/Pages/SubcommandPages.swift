import NaruSyntax

extension BuildCommand {
    static let word = "build"

    static let page = CommandPage(
        word: word,
        summary: Message("Writes a dataset as one file that opens at once.", ko: "데이터를 바로 열리는 파일 하나로 씁니다."),
        usage: ["[PATH...] -o FILE.narudb"],
        paragraphs: [
            Message(
                """
                The file holds the dataset in columns, with its definitions, claims and \
                citations. It is opened with --data; that takes the same time whatever its \
                size, because a query reads only what it needs. What it reads is held \
                against checksums; 'naru check FILE' reads everything. Without a path the \
                partnerships are written.
                """,
                ko: """
                    파일에는 데이터가 열로 담기고 정의, 주장, 인용도 들어갑니다. --data로 열며, 질의는 필요한 \
                    것만 읽으므로 크기와 상관없이 바로 열립니다. 읽은 것은 검사합과 견주고, 'naru check \
                    FILE'은 모두 읽습니다. 경로가 없으면 협력 데이터를 씁니다.
                    """)
        ],
        sections: [
            OptionSection(
                title: Message("OPTIONS", ko: "옵션"),
                options: [
                    OptionText(
                        [], Message("path", ko: "경로"), .files,
                        Message("Dataset folders and tables.", ko: "데이터 폴더와 표.")),
                    OptionText(
                        ["-o", "--output"], Message("file", ko: "파일"), .files,
                        Message("The file to write, or to replace.", ko: "쓰거나 바꿀 파일.")),
                ] + CommandPage.main.options(named: CommandPage.tableOptions)), .messages,
        ],
        examples: [
            "naru build mydata -o world.narudb", "naru build cities.csv twinnings.csv -o world.narudb",
            "naru --data world.narudb 'cities | take 3'", "naru check world.narudb",
        ],
        statuses: [
            .done, .usage, StatusText(.inputOutput, Message("the file cannot be written", ko: "파일을 쓸 수 없음")), .data,
        ])
}

extension CheckCommand {
    static let word = "check"

    static let page = CommandPage(
        word: word,
        summary: Message(
            "Says what is wrong with datasets, data files and scripts.", ko: "데이터와 스크립트에서 잘못된 것을 알려 줍니다."),
        usage: ["[--strict] [--articles DIR] [--data PATH]... [PATH...]"],
        paragraphs: [
            Message(
                """
                A dataset folder or data file is loaded, its quotes are compared with the \
                articles where their folder is given, and what it says is held against \
                rules: values that exclude each other, years that don't fit a date, plans \
                past their date, implausible figures, and more. Each rule is a query; \
                Examples/checks has them all. A script is parsed and checked against \
                --data. Without a path the partnerships are checked.
                """,
                ko: """
                    데이터 폴더나 파일을 열고, 기사 폴더가 있으면 인용문을 기사와 견주고, 내용을 규칙에 \
                    비춥니다: 서로 어긋나는 값, 날짜와 맞지 않는 햇수, 날짜가 지난 계획, 믿기 어려운 수치 \
                    등입니다. 규칙은 모두 질의이며 Examples/checks에 있습니다. 스크립트는 --data에 대해 \
                    문법과 유형을 확인합니다. 경로가 없으면 협력 데이터를 확인합니다.
                    """)
        ],
        sections: [
            OptionSection(
                title: Message("OPTIONS", ko: "옵션"),
                options: [
                    OptionText(
                        [], Message("path", ko: "경로"), .files,
                        Message("Dataset folders, data files and scripts.", ko: "데이터 폴더, 데이터 파일, 스크립트.")),
                    OptionText(["--strict"], Message("Warnings fail too.", ko: "경고도 실패로 봅니다.")),
                    OptionText(
                        ["--lenient"],
                        Message(
                            "Check what is good of a dataset, and list what is not.",
                            ko: "읽히는 것만 확인하고, 읽히지 않는 것을 알려 줍니다.")),
                    OptionText(
                        ["--articles"], Message("folder", ko: "폴더"), .folders,
                        Message(
                            "The folder of the articles that are quoted; else NARU_ARTICLES.",
                            ko: "인용한 기사들의 폴더. 없으면 NARU_ARTICLES.")),
                    OptionText(
                        ["--data"], Message("path", ko: "경로"), .files,
                        Message("What scripts are checked against; repeatable.", ko: "스크립트를 확인할 데이터. 여러 번 쓸 수 있습니다.")),
                    OptionText(
                        ["--today"], Message("date", ko: "날짜"),
                        Message("The day that 'today' means.", ko: "today가 뜻하는 날.")),
                ] + CommandPage.main.options(named: CommandPage.tableOptions.union(["--threads"]))), .messages,
        ],
        examples: [
            "naru check", "naru check mydata --strict", "naru check --data mydata report.naru",
            "naru check --articles articles mydata",
        ],
        statuses: [
            StatusText(
                .success, Message("no errors; with --strict: no warnings either", ko: "오류 없음. --strict면 경고도 없음")),
            .usage, .files,
            StatusText(.invalidProgram, Message("a script doesn't parse or check", ko: "스크립트의 문법이나 유형이 틀림")),
            StatusText(.invalidData, Message("a dataset doesn't load, or has errors", ko: "데이터를 열 수 없거나 오류가 있음")),
        ])
}

extension ExplainCommand {
    static let word = "explain"

    static let page = CommandPage(
        word: word,
        summary: Message(
            "Says what a code or a word of the language means, or how a query is answered.",
            ko: "코드나 언어의 낱말이 뜻하는 것, 또는 질의를 답하는 과정을 알려 줍니다."),
        usage: ["[CODE | WORD...]", "[--dry-run] [--data PATH]... QUERY | FILE.naru..."],
        paragraphs: [
            Message(
                """
                Without a code, all codes are listed with their titles. Words are functions \
                and stages; 'functions', 'stages', 'views' and 'statements' list them.
                """,
                ko: """
                    코드가 없으면 모든 코드를 제목과 함께 보여 줍니다. 낱말은 함수와 단계이며, 'functions', 'stages', \
                    'views', 'statements'가 그 목록입니다.
                    """),
            Message(
                """
                Of a query its operators are shown in their order, nested queries below the \
                operator that they belong to: the rows that were expected of each ('~' as \
                many, '≤' at most, '≲' at most about as many, '?' unknown), the rows that it \
                handed on and its time, and how it works. The time of an operator includes that of its nested queries.
                """,
                ko: """
                    질의는 연산을 차례대로 보여 주며, 안에 든 질의는 그 연산 아래에 둡니다. 예상한 행('~' 그만큼, '≤' 많아야, '≲' 대략 많아야, \
                    '?' 모름), 넘겨준 행과 걸린 시간, 방법을 함께 보여 줍니다. 연산의 시간에는 안에 든 질의의 시간도 들어갑니다.
                    """),
        ],
        sections: [
            OptionSection(
                title: Message("OPTIONS", ko: "옵션"),
                options: [
                    OptionText(
                        [], Message("what", ko: "대상"),
                        Message(
                            "Codes such as E2003, words such as group, queries, or scripts.",
                            ko: "E2003 같은 코드, group 같은 낱말, 질의, 스크립트.")),
                    OptionText(
                        ["--dry-run"],
                        Message(
                            "Plan queries, but don't run them: no rows and times.",
                            ko: "질의의 계획만 세우고 실행하지 않습니다. 행 수와 시간이 없습니다.")),
                ]
                    + CommandPage.main.options(named: queryOptions)), .messages,
        ],
        examples: [
            "naru explain E2003", "naru explain --lang ko E2003 W4005", "naru explain functions",
            "naru explain 'cities | where count(partners) > 3'",
        ],
        statuses: [
            .done, StatusText(.usage, Message("there is no such code", ko: "그런 코드가 없음")), .data,
            StatusText(.invalidProgram, Message("a query doesn't parse or check", ko: "질의의 문법이나 유형이 틀림")),
            StatusText(.failed, Message("a query failed while it ran", ko: "실행하던 질의가 실패함")),
            StatusText(.limit, Message("a query reached a limit", ko: "질의가 한도에 닿음")),
        ])

    /// Options that mean for an explained query what they mean for one that is
    /// answered.
    private static let queryOptions: Set<String> = [
        "--data", "--lenient", "--encoding", "--header", "--absent", "--edges", "--match", "--allow-outside",
        "--param", "--params", "--today",
        "--timeout", "--max-memory", "--threads",
    ]
}

extension ExportCommand {
    static let word = "export"

    static let page = CommandPage(
        word: word,
        summary: Message(
            "Writes a dataset out as files to read, edit and pass on.", ko: "데이터를 읽고 고치고 나눌 수 있는 파일로 씁니다."),
        usage: ["[--format ties|csv] [PATH...] -o FOLDER"],
        paragraphs: [
            Message(
                """
                The folder is a dataset: opened with --data it is the same one, with its \
                definitions, claims and citations. 'ties' writes schema.ties, the files of \
                records and, for types read from tables, a .csv file each. 'csv' adds a \
                table for every type, claims.csv and citations.csv for other programs. What \
                was written is read again and compared. The folder has to be new or empty. \
                Without a path the partnerships are written.
                """,
                ko: """
                    폴더는 그대로 데이터입니다. --data로 열면 정의, 주장, 인용까지 같은 데이터가 됩니다. \
                    ties는 schema.ties와 기록 파일을, 표에서 읽은 유형은 .csv 파일을 씁니다. csv는 다른 \
                    프로그램이 쓸 유형별 표와 claims.csv, citations.csv를 더합니다. 쓴 것은 다시 읽어 \
                    견줍니다. 폴더는 새것이거나 비어 있어야 합니다. 경로가 없으면 협력 데이터를 씁니다.
                    """)
        ],
        sections: [
            OptionSection(
                title: Message("OPTIONS", ko: "옵션"),
                options: [
                    OptionText(
                        [], Message("path", ko: "경로"), .files,
                        Message("Dataset folders, tables and snapshots.", ko: "데이터 폴더, 표, 스냅숏.")),
                    OptionText(
                        ["--format"], Message("format", ko: "형식"), .choices(["ties", "csv"]),
                        Message("ties or csv.", ko: "ties나 csv.")),
                    OptionText(
                        ["-o", "--output"], Message("folder", ko: "폴더"), .folders,
                        Message("The folder to write.", ko: "쓸 폴더.")),
                ] + CommandPage.main.options(named: CommandPage.tableOptions)), .messages,
        ],
        examples: [
            "naru export -o partnerships", "naru export world.narudb -o world",
            "naru export --format csv mydata -o tables",
        ],
        statuses: [
            .done, .usage, StatusText(.inputOutput, Message("the folder cannot be written", ko: "폴더에 쓸 수 없음")),
            StatusText(
                .invalidData,
                Message("the dataset doesn't load, or cannot be written as it is", ko: "데이터를 열 수 없거나 그대로 쓸 수 없음")),
        ])
}

extension FmtCommand {
    static let word = "fmt"

    static let page = CommandPage(
        word: word,
        summary: Message(
            "Rewrites programs and data files in their canonical layout.", ko: "프로그램과 데이터 파일을 표준 모양으로 고쳐 씁니다."),
        usage: ["[--check] [--stdout] PATH... | -"],
        paragraphs: [
            Message(
                """
                Files are rewritten where they stand; of a folder all .naru and .ties files \
                below it. Comments stay with what they stood by. A file that doesn't parse \
                is left alone, and its mistakes are reported.
                """,
                ko: """
                    파일을 제자리에서 고쳐 씁니다. 폴더면 그 아래의 .naru와 .ties 파일 모두입니다. 주석은 \
                    제자리에 남습니다. 문법이 틀린 파일은 그대로 두고 틀린 곳을 알려 줍니다.
                    """)
        ],
        sections: [
            OptionSection(
                title: Message("OPTIONS", ko: "옵션"),
                options: [
                    OptionText(
                        [], Message("path", ko: "경로"), .files,
                        Message("Files and folders; - is standard input.", ko: "파일과 폴더. -는 표준 입력입니다.")),
                    OptionText(
                        ["--check"],
                        Message("Rewrite nothing; list the files that would change.", ko: "고쳐 쓰지 않고, 바뀔 파일을 보여 줍니다.")),
                    OptionText(
                        ["--stdout"],
                        Message("Write the result to standard output, not to the file.", ko: "결과를 파일이 아니라 표준 출력에 씁니다.")),
                ]), .messages,
        ],
        examples: [
            "naru fmt report.naru", "naru fmt --check Examples",
            "naru fmt --stdout report.naru | diff report.naru -", "echo 'cities|take 3' | naru fmt -",
        ],
        statuses: [
            StatusText(.success, Message("done; with --check: nothing would change", ko: "끝남. --check면 바뀔 것이 없음")),
            StatusText(
                .failed,
                Message(
                    "with --check: the files listed on standard output would change", ko: "--check에서, 표준 출력의 파일들이 바뀔 것임"
                )),
            .usage, .files,
            StatusText(.invalidProgram, Message("a program doesn't parse", ko: "프로그램의 문법이 틀림")),
            StatusText(.invalidData, Message("a .ties file doesn't parse", ko: ".ties 파일의 문법이 틀림")),
        ])
}

extension CompletionsCommand {
    static let word = "completions"

    static let page = CommandPage(
        word: word,
        summary: Message("Prints the completions of a shell.", ko: "셸의 자동 완성을 출력합니다."),
        usage: ["bash | zsh | fish"],
        paragraphs: [
            Message(
                "What it prints is read by the shell when it starts, or stored where the shell looks for completions.",
                ko: "출력된 것을 셸이 시작할 때 읽게 하거나, 셸이 자동 완성을 찾는 곳에 저장합니다.")
        ],
        sections: [
            OptionSection(
                title: Message("OPTIONS", ko: "옵션"),
                options: [
                    OptionText(
                        [], Message("shell", ko: "셸"), .choices(CompletionShell.allCases.map(\.rawValue)),
                        Message("bash, zsh or fish.", ko: "bash, zsh, fish 가운데 하나."))
                ]), .messages,
        ],
        examples: [
            "source <(naru completions bash)", "naru completions zsh > ~/.zfunc/_naru",
            "naru completions fish > ~/.config/fish/completions/naru.fish",
        ],
        statuses: [.done, .usage])
}

extension ManualCommand {
    static let word = "manual"

    static let page = CommandPage(
        word: word,
        summary: Message("Prints the manual page.", ko: "설명서 페이지를 출력합니다."),
        usage: [""],
        paragraphs: [
            Message(
                "The page is for man(1); it says in one place what the --help of each command says.",
                ko: "man(1)으로 읽는 페이지입니다. 명령마다 --help가 말하는 것이 한곳에 있습니다.")
        ],
        sections: [.messages],
        examples: ["naru manual | man -l -", "naru manual --lang ko | man -l -"],
        statuses: [.done, .usage])
}

extension SchemaCommand {
    static let word = "schema"

    static let page = CommandPage(
        word: word,
        summary: Message(
            "Shows types, fields and links, or prints a schema.ties for tables.",
            ko: "유형, 필드, 연결을 보여 주거나 표에 맞는 schema.ties의 초안을 출력합니다."),
        usage: ["[TYPE...]", "infer FILE..."],
        paragraphs: [
            Message(
                """
                Without a type all types of the dataset are shown. 'infer' reads tables \
                instead: each becomes a type. Its fields get the types that all cells fit, \
                dates their format; few values that come again and again become an enum, \
                and columns whose values are the keys of another table links. Put the \
                result as schema.ties beside the tables and correct it: what the cells \
                happen to be need not be what was meant.
                """,
                ko: """
                    유형을 쓰지 않으면 데이터셋의 모든 유형을 보여 줍니다. 'infer'는 표를 읽습니다. 표마다 유형 하나가 \
                    됩니다. 필드는 모든 칸에 맞는 유형을, 날짜는 그 형식을 얻습니다. 되풀이되는 몇 가지 값은 열거형이 \
                    되고, 다른 표의 키를 담은 열은 링크가 됩니다. 결과를 표 옆에 schema.ties로 두고 고쳐 쓰세요. 칸의 \
                    모양이 본뜻과 같으란 법은 없습니다.
                    """)
        ],
        sections: [
            OptionSection(
                title: Message("OPTIONS", ko: "옵션"),
                options: [
                    OptionText(
                        [], Message("word", ko: "낱말"), .choices(["infer"]),
                        Message("Types by any of their names, or infer.", ko: "유형의 이름, 또는 infer.")),
                    OptionText(
                        [], Message("file", ko: "파일"), .files,
                        Message(
                            "Behind infer tables: .csv, .tsv, .xlsx, .json, .ndjson, .sqlite.",
                            ko: "infer 뒤의 표: .csv, .tsv, .xlsx, .json, .ndjson, .sqlite.")),
                    OptionText(
                        ["--data"], Message("path", ko: "경로"), .files,
                        Message(
                            "What to show instead of the partnerships; repeatable.",
                            ko: "협력 자료 대신 보여 줄 것. 여러 번 쓸 수 있습니다.")),
                    OptionText(
                        ["--lenient"],
                        Message(
                            "Load what is good of --data, and list what is not.",
                            ko: "--data에서 옳은 것만 열고, 나머지를 알려 줍니다.")),
                ] + CommandPage.main.options(named: CommandPage.tableOptions.union(["--threads"]))), .messages,
        ],
        examples: [
            "naru schema", "naru schema city", "naru schema --data mydata",
            "naru schema infer cities.csv twinnings.csv > schema.ties", "naru schema infer world.sqlite",
        ],
        statuses: [
            .done, .usage, StatusText(.invalidData, Message("the data does not load", ko: "데이터를 열 수 없음")),
        ])
}
