import Testing

@testable import NaruData

/// What number formats of workbooks say of their numbers.
@Suite struct CellFormatTests {
    @Test(arguments: [
        ("General", CellFormat.number), ("0.00", .number), ("#,##0", .number), ("0%", .percent),
        ("#,##0\"원\"", .money("KRW", power: 0)), ("#,##0\\원", .money("KRW", power: 0)),
        ("[$₩-412]#,##0", .money("KRW", power: 0)),
        ("#,##0\"만원\"", .money("KRW", power: 4)), ("#,##0 \"천원\"", .money("KRW", power: 3)),
        ("#,##0\"억 원\"", .money("KRW", power: 8)), ("0\"백만 달러\"", .money("USD", power: 6)),
        ("#,##0\"회원\"", .number), ("#,##0\"병원\"", .number), ("#,##0\"명\"", .number),
        ("\"US$\"#,##0", .money("USD", power: 0)), ("yyyy\"년\" m\"월\"", .day), ("hh:mm", .time), ("[h]:mm:ss", .hours),
        ("[Red]0.0", .number), ("00000", .code(shape: "00000")), ("000-0000-0000", .code(shape: "000-0000-0000")),
        ("00\\-000", .code(shape: "00-000")), ("0", .number),
    ])
    func isRead(_ code: String, _ due: CellFormat) {
        #expect(CellFormat(code: code) == due)
    }
}
