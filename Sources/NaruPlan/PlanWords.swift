import NaruSemantics
import NaruSyntax

/// What plans call their operators, and how these work. What they work on is
/// told in the words of the language, which are the same everywhere.
enum PlanWords {
    static let scan = Message("scan", ko: "훑기")
    static let elements = Message("elements", ko: "원소")
    static let records = Message("records", ko: "레코드")
    static let indexLookup = Message("index lookup", ko: "색인 찾기")
    static let allRows = Message("all rows", ko: "모든 행")
    static let paths = Message("paths", ko: "경로")
    static let reach = Message("reach", ko: "닿는 곳")
    static let network = Message("network", ko: "연결망")
    static let filter = Message("filter", ko: "거르기")
    static let filterPossibly = Message("filter possibly", ko: "거르기, 모르는 행도")
    static let project = Message("project", ko: "열 고르기")
    static let extend = Message("extend", ko: "열 더하기")
    static let window = Message("window", ko: "창 함수")
    static let expand = Message("expand", ko: "펼치기")
    static let expandOptional = Message("expand optional", ko: "펼치기, 없는 행도")
    static let group = Message("group", ko: "묶기")
    static let sort = Message("sort", ko: "정렬")
    static let limit = Message("limit", ko: "처음 n행")
    static let offset = Message("offset", ko: "건너뛰기")
    static let top = Message("top", ko: "상위 n행")
    static let distinct = Message("distinct", ko: "중복 빼기")
    static let semiJoin = Message("semi-join", ko: "세미 조인")
    static let antiJoin = Message("anti-join", ko: "안티 조인")
    static let withSources = Message("with sources", ko: "출처 더하기")
    static let why = Message("why", ko: "근거")
    static let view = Message("view", ko: "보기")
    static let certainRows = Message("certain rows", ko: "확실한 행만")
    static let once = Message("once", ko: "한 번만")

    static let all = Message("all", ko: "전체")
    static let allCores = Message("all cores", ko: "모든 코어")

    static func columns(_ count: Int) -> Message {
        Message("\(count) \(count == 1 ? "column" : "columns")", ko: "열 \(count)개")
    }

    static func cases(_ count: Int) -> Message { Message("\(count) cases", ko: "\(count)가지") }

    static func name(of join: PlanJoin) -> Message {
        switch (join.method == .nestedLoop, join.isOptional) {
        case (true, false): Message("nested-loop join", ko: "중첩 루프 조인")
        case (true, true): Message("optional nested-loop join", ko: "중첩 루프 조인, 없는 행도")
        case (false, false): Message("hash join", ko: "해시 조인")
        case (false, true): Message("optional hash join", ko: "해시 조인, 없는 행도")
        }
    }

    static func name(of operation: SetOperator) -> Message {
        switch operation {
        case .union: Message("union", ko: "합집합")
        case .intersect: Message("intersect", ko: "교집합")
        case .except: Message("except", ko: "차집합")
        }
    }

    static func method(_ method: JoinMethod) -> Message {
        switch method {
        case .nestedLoop: Message("tries all pairs", ko: "모든 쌍을 맞춰 봄")
        case .hashRight: Message("index on the right rows", ko: "오른쪽 행에 색인")
        case .hashLeft: Message("index on the left rows", ko: "왼쪽 행에 색인")
        }
    }

    /// One group needs no way to be found.
    static func method(_ method: GroupMethod) -> Message? {
        switch method {
        case .single: nil
        case .dense: Message("array by code", ko: "코드별 배열")
        case .hash: Message("hash table", ko: "해시 표")
        }
    }

    static func method(_ method: TopMethod) -> Message {
        switch method {
        case .kept: Message("kept order", ko: "남겨 둔 차례")
        case .bounded: Message("bounded heap", ko: "n행짜리 힙")
        case .sorted: Message("sorts all", ko: "모두 정렬")
        }
    }
}
