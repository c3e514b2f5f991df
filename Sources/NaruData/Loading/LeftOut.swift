package import NaruSyntax

/// What a lenient load left out.
package struct LeftOut: Sendable {
    /// At most twenty findings, and a last one that counts the rest.
    package var findings: [Diagnostic]
    /// All findings.
    package var count: Int
    /// Whole rows of tables; the other findings are about values and lines.
    package var rows: Int

    /// nil when nothing was wrong.
    init?(_ issues: DataIssues, rows: Int) {
        guard issues.hasErrors else { return nil }
        findings = issues.listed
        count = issues.errors.count + issues.uncounted
        self.rows = rows
    }

    package var message: Message {
        let rest = max(0, count - rows)
        return Message(
            "left out: \(rows) \(rows == 1 ? "row" : "rows"), and \(rest) \(rest == 1 ? "value or line" : "values or lines")"
                + " that are wrong; all else is loaded",
            ko: "행 \(rows)개와 그 밖에 잘못된 값이나 줄 \(rest)개를 빼고 읽었습니다")
    }
}
