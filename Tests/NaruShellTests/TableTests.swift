import Foundation
import TestSupport
import Testing

/// Tables on the command line: with mistakes in them, and schemas for them.
@Suite struct TableTests {
    private static let table = "id,name,people\na,Ansan,1\nb,Busan,many\nc\n"

    @Test func lenientlyTheRestIsAsked() throws {
        try inScratch { folder in
            try write(Self.table, "towns.csv", folder)
            let arguments = ["--data", "towns.csv", "towns | select id, people"]
            #expect(try Tool.run(arguments, folder: folder).status == 5)
            let lenient = try Tool.run(["--lenient"] + arguments, folder: folder)
            #expect(lenient.status == 0)
            #expect(lenient.output == "id,people\na,1\nb,many\n")
            #expect(lenient.errors.contains("error[E3060]") && lenient.errors.contains("--> towns.csv:4:1"))
            #expect(lenient.errors.contains("note: left out: 1 row that is wrong; all else is loaded"))
            let quiet = try Tool.run(["--quiet", "--lenient"] + arguments, folder: folder)
            #expect(quiet.errors.contains("error[E3060]"))
        }
    }

    @Test func checkingLenientlyGoesOnAndFails() throws {
        try inScratch { folder in
            try write(Self.table, "towns.csv", folder)
            let strict = try Tool.run(["check", "towns.csv"], folder: folder)
            #expect(strict.status == 5 && !strict.errors.contains("by "))
            let lenient = try Tool.run(["check", "--lenient", "towns.csv"], folder: folder)
            #expect(lenient.status == 5 && lenient.errors.contains("error[E3060]"))
            #expect(lenient.errors.contains("towns.csv: 0 errors"), "\(lenient.errors)")
        }
    }

    @Test func aMistakeInThePreludeNamesItsFile() throws {
        try inScratch { folder in
            try write("id,name\na,Ansan\n", "towns.csv", folder)
            try write("let first = towns | where nmae = \"x\"\nlet second = = 1\n", "prelude.naru", folder)
            let outcome = try Tool.run(["--data", ".", "towns"], folder: folder)
            #expect(outcome.status == 5)
            #expect(outcome.errors.contains("--> ./prelude.naru:1:27"), "\(outcome.errors)")
            #expect(outcome.errors.contains("--> ./prelude.naru:2:14"), "\(outcome.errors)")
        }
    }

    @Test func anInferredSchemaLoads() throws {
        try inScratch { folder in
            try write("code,name\na,Ansan\nb,Busan\n", "cities.csv", folder)
            try write("{\"one\": \"a\", \"other\": \"b\"}\n", "twinnings.ndjson", folder)
            let inferred = try Tool.run(["schema", "infer", "cities.csv", "twinnings.ndjson"], folder: folder)
            #expect(inferred.status == 0 && inferred.errors.isEmpty)
            try write(inferred.output, "schema.ties", folder)
            let answer = try Tool.run(["--data", ".", "twinnings | select one.name, other.code"], folder: folder)
            #expect(answer.output == "name,code\nAnsan,b\n", "\(answer.errors)")
            #expect(try Tool.run(["schema", "guess", "cities.csv"], folder: folder).status == 2)
            #expect(try Tool.run(["schema", "infer", "missing.csv"], folder: folder).status == 5)
        }
    }

    @Test func aBrokenQuotationCostsItsOwnRow() throws {
        try inScratch { folder in
            let rows = (1...8).map { "\"t\"\($0),0\n" }.joined()
            try write("town,n\nGunsan,1\n\(rows)Mokpo,3\n\"Yeosu,4\nUlsan,5\n", "towns.csv", folder)
            let outcome = try Tool.run(["--data", "towns.csv", "--lenient", "towns | select town"], folder: folder)
            #expect(outcome.output == "town\nGunsan\nMokpo\nUlsan\n")
            #expect(outcome.errors.contains("left out: 9 rows that are wrong"), "\(outcome.errors)")
            #expect(outcome.errors.contains("4 more like these are not shown"), "\(outcome.errors)")
        }
    }

    @Test func howATableIsRead() throws {
        try inScratch { folder in
            try write("a title\nname,n\nx,1\ny,-9\n", "t.csv", folder)
            func output(_ arguments: String...) throws -> String {
                try Tool.run(["--quiet"] + arguments, folder: folder).output
            }
            #expect(try output("--data", "t.csv", "--header", "2", "rows | select name, n") == "name,n\nx,1\ny,-9\n")
            #expect(try output("--data", "t.csv", "--absent", "x,-9", "rows | select name, n") == "name,n\n,1\ny,\n")
            try write("x,1\ny,-9\n", "u.csv", folder)
            #expect(try output("--data", "u.csv", "--header", "none", "count(u)") == "value\n2\n")
            let wrong = try Tool.run(["--data", "t.csv", "--encoding", "koi8", "rows"], folder: folder)
            #expect(wrong.status == 2 && wrong.errors.contains("shift-jis"))
            #expect(try Tool.run(["--data", "t.csv", "--header", "0", "rows"], folder: folder).status == 2)
            #expect(try Tool.run(["--data", "t.csv", "--edges", "name", "rows"], folder: folder).status == 2)
            #expect(try Tool.run(["--data", "t.csv", "--edges", "name,m", "rows"], folder: folder).status == 5)
        }
    }

    @Test func theHeaderOfASheet() throws {
        let shapes = "Tests/Conformance/data/sheets/shapes.xlsx"
        func outcome(_ arguments: String...) throws -> Tool.Outcome {
            try Tool.run(["--data", shapes] + arguments, folder: Repository.root)
        }
        let named = try outcome("--quiet", "--header", "2", "wide | take 1")
        #expect(named.output == "wide,1,일본,나라,350000\n1,2,미국,톨레도,270000\n", "\(named.errors)")
        let none = try outcome("--quiet", "--header", "none", "count(twice)")
        #expect(none.output == "value\n2\n", "\(none.errors)")
        let missing = try outcome("--header", "4", "count(twice)")
        #expect(missing.status == 5 && missing.errors.contains("error[E3069]: there is no line 4"), "\(missing.errors)")
        let encoding = try outcome("--encoding", "cp949", "count(twice)")
        #expect(encoding.status == 0 && encoding.errors.contains("warning[W3005]: '--encoding'"), "\(encoding.errors)")
    }

    @Test func optionsThatMeanNothingHere() throws {
        try inScratch { folder in
            try write("[{\"n\": 1}]", "n.json", folder)
            let header = try Tool.run(["--data", "n.json", "--header", "2", "n"], folder: folder)
            #expect(header.status == 0 && header.errors.contains("warning[W3005]: '--header'"), "\(header.errors)")
            let bundled = try Tool.run(["--absent", "-", "--encoding", "cp949", "count(cities)"], folder: folder)
            #expect(bundled.errors.contains("'--absent' has no effect"), "\(bundled.errors)")
            #expect(bundled.errors.contains("'--encoding' has no effect"), "\(bundled.errors)")
            try write("languages en\ntype n plural ns\n  from \"n.json\" header 2\n  n int\n", "schema.ties", folder)
            let schema = try Tool.run(["--data", ".", "ns"], folder: folder)
            #expect(schema.status == 5 && schema.errors.contains("leave out 'header'"), "\(schema.errors)")
            try write(
                "languages en\ntype n plural ns\n  from \"n.xlsx\" encoding cp949\n  n int\n", "schema.ties", folder)
            try write("", "n.xlsx", folder)
            let encoded = try Tool.run(["--data", ".", "ns"], folder: folder)
            #expect(encoded.status == 5 && encoded.errors.contains("leave out 'encoding cp949'"), "\(encoded.errors)")
        }
    }

    @Test func nearlyAllValuesMakeALinkAndTheOthersAreTold() throws {
        let files = ["Tests/Conformance/data/nearly/countries.csv", "Tests/Conformance/data/nearly/towns.csv"]
        let told = try Tool.run(["--data", files[0], "--data", files[1], "count(towns)"], folder: Repository.root)
        #expect(told.errors.contains("country: 1 value is not in countries"), "\(told.errors)")
        #expect(told.errors.contains("read as absent: 'atlantis'"), "\(told.errors)")
        #expect(told.errors.contains("country: 1 cell is '-' and read as absent"), "\(told.errors)")
        let page = try Tool.run(
            ["schema", "-q", "towns", "--data", files[0], "--data", files[1]], folder: Repository.root)
        #expect(
            page.output.contains("Found out\n  country  link: 12 of 13 values are in countries.code"), "\(page.output)")
        let inferred = try Tool.run(["schema", "infer"] + files, folder: Repository.root)
        #expect(
            inferred.output.contains(
                "country -> country absent \"-,atlantis\"  # 12 of 13 values are in countries.code, and its name is that of the table"
            ), "\(inferred.output)")
        try inScratch { folder in
            try write("code,name\nus,A\nkr,B\n", "lands.csv", folder)
            let rows = (1...20).map { "t\($0),us\n" }.joined()
            try write("town,place\n\(rows)x,atlantis\n", "towns.csv", folder)
            let unnamed = try Tool.run(
                ["--data", "lands.csv", "--data", "towns.csv", "towns | where place = \"atlantis\" | select town"],
                folder: folder)
            #expect(unnamed.output == "town\nx\n" && unnamed.errors.isEmpty, "\(unnamed.errors)")
        }
    }

    @Test func namesMatchFolded() throws {
        try inScratch { folder in
            try write("tie,city\n1,SEOUL\n2,Málaga\n3,Nowhere\n4,Nara\n5,-\n6,Springfield\n", "ties.csv", folder)
            try write(
                "name,people\nSeoul,10\nMalaga,20\nNara,30\nSpringfield,1\nSPRINGFIELD,2\n", "cities.csv", folder)
            let arguments = ["--data", "cities.csv", "--data", "ties.csv"]
            let folded = try Tool.run(
                arguments + ["--match", "fold", "ties | select tie, city.name, city.people"], folder: folder)
            #expect(
                folded.output == "tie,name,people\n1,Seoul,10\n2,Malaga,20\n3,,\n4,Nara,30\n5,,\n6,,\n",
                "\(folded.output)\(folded.errors)")
            #expect(
                folded.errors.contains(
                    "city: 3 of 5 texts name cities; 2 written otherwise, as 'SEOUL' for 'Seoul'; 2 name none and are absent: 'Nowhere', 'Springfield'"
                ), "\(folded.errors)")
            let exact = try Tool.run(arguments + ["ties | where city = \"SEOUL\" | select tie"], folder: folder)
            #expect(exact.output == "tie\n1\n", "\(exact.errors)")
            #expect(try Tool.run(arguments + ["--match", "near", "ties"], folder: folder).status == 2)
            let alone = try Tool.run(["--data", "ties.csv", "--match", "fold", "count(ties)"], folder: folder)
            #expect(alone.status == 0 && alone.errors.contains("warning[W3005]: '--match'"), "\(alone.errors)")
        }
    }

    @Test func textsLeadToTheDatasetBeside() throws {
        try inScratch { folder in
            try write("town,people\nNara,350\nToledo,270\n", "people.csv", folder)
            let own = Repository.root.appending(path: "Examples/own-data").path
            let arguments = ["--data", own, "--data", "people.csv"]
            let keys = try Tool.run(arguments + ["people | select town.country, people"], folder: folder)
            #expect(keys.output == "country,people\nJapan,350\nSpain,270\n", "\(keys.output)\(keys.errors)")
            try write("town,people\nNARA,350\nToledo,270\nTowntown,1\n", "people.csv", folder)
            let folded = try Tool.run(
                arguments + ["--match", "fold", "people | select town, people"], folder: folder)
            #expect(folded.output == "town,people\nNara,350\nToledo,270\n,1\n", "\(folded.output)\(folded.errors)")
            #expect(
                folded.errors.contains("town: 2 of 3 texts name cities; 1 written otherwise, as 'NARA' for 'Nara'"),
                "\(folded.errors)")
            let texts = try Tool.run(arguments + ["people | where town = \"NARA\" | select people"], folder: folder)
            #expect(texts.output == "people\n350\n", "\(texts.errors)")
        }
    }

    @Test func subcommandsReadTablesLikeQueries() throws {
        try inScratch { folder in
            try write("a title\nfrom,to,n\na,b,-9\nc,b,2\n", "t.csv", folder)
            let options = ["--header", "2", "--absent", "-9", "--edges", "from,to"]
            let built = try Tool.run(["build", "t.csv", "-o", "t.narudb"] + options, folder: folder)
            #expect(built.status == 0, "\(built.errors)")
            let query = "nodes | select name, partners, n: sum(outgoing.n)"
            let expected = "name,partners,n\na,b,0\nb,a; c,0\nc,b,2\n"
            let direct = try Tool.run(["-q", "--data", "t.csv"] + options + [query], folder: folder)
            let snapshot = try Tool.run(["--data", "t.narudb", query], folder: folder)
            #expect(snapshot.output == direct.output && direct.output == expected, "\(direct.output)\(direct.errors)")
            let exported = try Tool.run(["export", "t.csv", "-o", "out"] + options, folder: folder)
            #expect(exported.status == 0, "\(exported.errors)")
            #expect(try Tool.run(["--data", "out", query], folder: folder).output == direct.output)
            let checked = try Tool.run(["check", "t.csv"] + options, folder: folder)
            #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
            let schema = try Tool.run(["schema", "node", "-q", "--data", "t.csv"] + options, folder: folder)
            #expect(schema.output.contains("partners"), "\(schema.errors)")
        }
    }

    @Test func aSnapshotWarnsOfNumbersOrderedAsTexts() throws {
        try inScratch { folder in
            let rows = (1...11).map { "t\($0),\($0)\n" }.joined()
            try write("name,people\n\(rows)x,many\n", "towns.csv", folder)
            #expect(try Tool.run(["build", "-q", "towns.csv", "-o", "t.narudb"], folder: folder).status == 0)
            let outcome = try Tool.run(["--data", "t.narudb", "towns | sort people | take 1"], folder: folder)
            #expect(outcome.errors.contains("warning[W2003]: 'people' is text, although 11 of 12"), "\(outcome.errors)")
        }
    }

    @Test func setsOfPipes() throws {
        try inScratch { folder in
            try write("a\n1\n", "a.csv", folder)
            let query = "data | select a, n: count(dataset.data_2), m: count(dataset.towns)"
            let outcome = try Tool.shell(
                "naru --data <(cat a.csv) --data <(cat a.csv) --data towns=<(cat a.csv) '\(query)'",
                folder: folder)
            #expect(outcome.output == "a,n,m\n1,1,1\n", "\(outcome.errors)")
            let named = try Tool.shell("naru --data towns=- 'count(towns)' < a.csv", folder: folder)
            #expect(named.output == "value\n1\n", "\(named.errors)")
        }
    }

    @Test func aMergedValueOfABrokenRowIsNotTheOneAbove() throws {
        try inScratch { folder in
            let schema = "languages en\ntype t plural ts\n  from \"t.csv\"\n  land text fill down\n  town text\n"
            try write(schema, "schema.ties", folder)
            try write("land,town\nA,a\nB,b,too many\n,c\nC,d\n,e\n", "t.csv", folder)
            let outcome = try Tool.run(["--data", ".", "--lenient", "ts | select land, town"], folder: folder)
            #expect(outcome.output == "land,town\nA,a\n,c\nC,d\nC,e\n", "\(outcome.errors)")
        }
    }

    @Test func timesThatAreLeftOutAreTold() throws {
        try inScratch { folder in
            try write("name,when\na,2024-01-17T09:00:00Z\nb,2024-01-18T00:00:00Z\n", "t.csv", folder)
            let told = try Tool.run(["--data", "t.csv", "count(t)"], folder: folder)
            #expect(told.errors.contains("when: of 1 cell the day is read and the time left out"), "\(told.errors)")
            let schema = "languages en\ntype t plural ts\n  from \"t.csv\"\n  name text\n  when date"
            try write(schema + "\n", "schema.ties", folder)
            let typed = try Tool.run(["--data", ".", "count(ts)"], folder: folder)
            #expect(typed.errors.contains("when: of 1 cell the day is read and the time left out"), "\(typed.errors)")
            try write(schema + "\n  written text map \"when\"\n", "schema.ties", folder)
            #expect(try Tool.run(["--data", ".", "count(ts)"], folder: folder).errors.isEmpty)
        }
    }

    @Test func aMarkerOfNoValueHasAWayOut() throws {
        try inScratch { folder in
            let schema = "languages en\ntype t plural ts\n  from \"t.csv\"\n  n int"
            try write("n\n1\nNA\n", "t.csv", folder)
            try write(schema + "\n", "schema.ties", folder)
            let wrong = try Tool.run(["--data", ".", "ts"], folder: folder)
            #expect(
                wrong.errors.contains("if it stands for no value: absent \"NA\" behind the field"), "\(wrong.errors)")
            try write(schema + " absent \"NA\"\n", "schema.ties", folder)
            #expect(try Tool.run(["--data", ".", "ts | group into s: sum(n)"], folder: folder).output == "s\n1\n")
        }
    }

    @Test func aGraphOfAnEdgeList() throws {
        try inScratch { folder in
            try write("from,to\na,b\nc,b\n", "ties.csv", folder)
            let arguments = ["--data", "ties.csv", "--edges", "from,to", "reach from node \"a\" via partners up to 2"]
            #expect(try Tool.run(arguments, folder: folder).output == "node,hops\nb,1\nc,2\n")
        }
    }

    private func inScratch(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func write(_ text: String, _ name: String, _ folder: URL) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }
}
