package import NaruEngine
package import NaruSemantics
import NaruSyntax

/// A column as the formats need it.
package struct OutputColumn: Sendable {
    package var name: String
    /// What people read above it; the name unless something says it better.
    package var title: String
    /// `city`, `date`, `text*`.
    package var type: String
    package var isNumeric: Bool
    /// Numbers, dates and the like say something else when a part is missing.
    package var isIndivisible: Bool
    /// Names what a row is about: a text, an entity, a date, an enum case.
    package var isLabel: Bool
    /// Which fixed words it holds.
    package var vocabulary: Vocabulary?

    package init(
        name: String, type: String, isNumeric: Bool = false, isIndivisible: Bool = false, isLabel: Bool = false,
        vocabulary: Vocabulary? = nil
    ) {
        self.name = name
        title = name
        self.type = type
        self.isLabel = isLabel
        self.vocabulary = vocabulary
        self.isNumeric = isNumeric
        self.isIndivisible = isIndivisible || isNumeric
    }

    package init(_ column: ResultColumn, schema: Schema) {
        let many = column.type.cardinality == .many
        let word = TypeText(schema: schema).word(column.type.type)
        self.init(
            name: column.name, type: many ? word + "*" : word,
            isNumeric: !many && TypeText.isNumeric(column.type.type),
            isIndivisible: !many && TypeText.isIndivisible(column.type.type),
            isLabel: !many && TypeText.isLabel(column.type.type), vocabulary: column.type.vocabulary)
    }
}

/// Types in one word.
struct TypeText {
    let schema: Schema

    func word(_ type: Type) -> String {
        switch type {
        case .bool: "bool"
        case .int: "int"
        case .decimal: "decimal"
        case .float: "float"
        case .text, .localizedText: "text"
        case .date: "date"
        case .period: "period"
        case .duration: "duration"
        case .geo: "geo"
        case .quantity: "quantity"
        case .days: "days"
        case .numbers: "range"
        case .enumeration: "enum"
        case .entity(let types): entityWord(types)
        case .record: "record"
        case .unknown: "?"
        }
    }

    private func entityWord(_ types: [TypeID]) -> String {
        types.count > 3 ? "entity" : types.map { schema[$0].name }.joined(separator: "|")
    }

    static func isNumeric(_ type: Type) -> Bool {
        switch type {
        case .int, .decimal, .float, .quantity: true
        default: false
        }
    }

    static func isLabel(_ type: Type) -> Bool {
        switch type {
        case .text, .localizedText, .date, .period, .days, .enumeration, .entity: true
        default: false
        }
    }

    static func isIndivisible(_ type: Type) -> Bool {
        switch type {
        case .bool, .date, .period, .duration, .geo, .days, .numbers: true
        default: isNumeric(type)
        }
    }
}

/// What people read above the columns that `why` and `with sources` make. Who
/// asks on with these columns, and programs that read them, use their names.
enum EvidenceTitles {
    /// By the names of columns; of columns that a later stage named there is none.
    static func titles(of query: TypedQuery, _ language: Language) -> [String: String] {
        var titles: [String: String] = [:]
        for stage in query.stages.reversed() {
            switch stage.kind {
            case .why: return titles.merging(evidence.mapValues { $0[language] }) { later, _ in later }
            case .withSources: titles["sources"] = sources[language]
            case .filter, .drop, .sort, .take, .skip, .top: continue
            case .select, .add, .expand, .join, .group, .distinct, .set: return titles
            }
        }
        return titles
    }

    private static let sources = Message("sources", ko: "출처")

    private static let evidence = [
        "row": Message("row", ko: "행"),
        "subject": Message("subject", ko: "주체"),
        "field": Message("field", ko: "필드"),
        "value": Message("value", ko: "값"),
        "basis": Message("basis", ko: "근거"),
        "source": Message("source", ko: "출처"),
        "published": Message("published", ko: "발행일"),
        "quote": Message("quote", ko: "인용문"),
        "searched": Message("searched", ko: "찾아본 수"),
    ]
}
