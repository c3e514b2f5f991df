package import NaruSyntax

/// What is known when the last row has come.
package struct ResultEnd: Sendable {
    /// All rows, also those behind the row limit.
    package var rows: Int
    /// The rows that were written.
    package var shown: Int
    package var stages: [QueryResult.StageCount]

    package init(rows: Int, shown: Int, stages: [QueryResult.StageCount]) {
        self.rows = rows
        self.shown = shown
        self.stages = stages
    }

    package var unknown: Int { stages.reduce(0) { $0 + $1.unknown } }
    package var leftOut: Int { stages.reduce(0) { $0 + $1.leftOut } }
    package var dropped: Int { stages.reduce(0) { $0 + $1.dropped } }
    package var outside: Int { stages.reduce(0) { $0 + $1.outside } }
}

extension ResultEnd {
    /// `14 rows · 6 unknown (absent or uncertain)`
    package var count: Message {
        var count = Message(rows == 1 ? "1 row" : "\(rows) rows", ko: "\(rows)행")
        if shown < rows {
            count = Message("\(shown) of \(rows) rows shown", ko: "\(rows)행 중 \(shown)행 표시")
        }
        return losses.reduce(count) { Message("\($0.english) · \($1.english)", ko: "\($0.korean) · \($1.korean)") }
    }

    /// What the result lacks because it is not known.
    package var losses: [Message] {
        var losses: [Message] = []
        if unknown > 0 {
            losses.append(
                Message("\(unknown) unknown (absent or uncertain)", ko: "\(unknown)건 알 수 없음 (값이 없거나 불확실)"))
        }
        if leftOut > 0 {
            let elements = leftOut == 1 ? "1 element" : "\(leftOut) elements"
            losses.append(Message("\(elements) left out as unknown", ko: "요소 \(leftOut)개는 알 수 없어 빠짐"))
        }
        if dropped > 0 {
            losses.append(Message("\(dropped) without anything to expand", ko: "펼칠 것이 없는 행 \(dropped)개"))
        }
        if outside > 0 {
            losses.append(Message("\(outside) without a column", ko: "열이 없는 행 \(outside)개"))
        }
        return losses
    }
}
