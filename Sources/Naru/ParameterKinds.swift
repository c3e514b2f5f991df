import NaruEngine
import NaruSemantics
import NaruSyntax

/// Which values of a program fit which parameters. A text fits any, since it is
/// read by the parameter's type; a number is no date, although a year is one.
extension Schema {
    func accepts(_ value: NaruEngine.Value, as type: Type) -> Bool {
        switch (value, type) {
        case (.text, _), (.bool, .bool), (.localized, .text), (.period, .period), (.duration, .duration),
            (.geo, .geo), (.quantity, .quantity), (.date, .date), (.date, .days):
            true
        case (.int, .int), (.int, .decimal), (.int, .float), (.decimal, .decimal), (.decimal, .float),
            (.float, .float), (.float, .decimal):
            true
        case (.enumeration(let name, _, _), .enumeration(let id)): self[id].cases.contains { $0.name == name }
        case (.entity(let entity), .entity(let wanted)):
            types.contains { type in type.name == entity.type && wanted.contains { isSubtype(type.id, of: $0) } }
        default: false
        }
    }

    /// An example of what a parameter takes, as its text is written.
    func form(of type: ValueType) -> Message {
        let (english, korean) = form(of: type.type)
        guard type.cardinality == .many else {
            return Message("it takes \(english)", ko: "받는 값: \(korean)")
        }
        return Message("it takes a list; of each: \(english)", ko: "목록을 받습니다. 원소마다: \(korean)")
    }

    private func form(of type: Type) -> (String, String) {
        switch type {
        case .bool: ("true or false", "true 또는 false")
        case .int: ("a whole number: 3", "정수: 3")
        case .decimal: ("a number: 12.5", "수: 12.5")
        case .float: ("a number: 12.5 or 1e6", "수: 12.5, 1e6")
        case .date, .days: ("a date: 2023, 2023-10 or 2023-10-31", "날짜: 2023, 2023-10, 2023-10-31")
        case .period: ("two dates: 2024-05-13/2024-05-19", "두 날짜: 2024-05-13/2024-05-19")
        case .duration: ("a duration: 2 years", "기간: 2 years")
        case .geo: ("degrees north and east: 37.5 127", "위도와 경도: 37.5 127")
        case .quantity: ("an amount with its unit: 100 KRW", "단위가 붙은 양: 100 KRW")
        case .enumeration(let id): cases(self[id].cases.map(\.name))
        case .entity(let types):
            ("the name or id:… of \(names(types))", "\(names(types))의 이름 또는 id:…")
        default: ("one text", "글 하나")
        }
    }

    private func cases(_ names: [String]) -> (String, String) {
        let some = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
        return ("one of \(some)", "\(some) 중 하나")
    }

    private func names(_ types: [TypeID]) -> String { describe(.entity(types)) }
}
