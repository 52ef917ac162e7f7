import Testing

@testable import HeraldCLI

@Suite struct TableTests {
    private func table() -> Table {
        var table = Table(["NAME", .number("COUNT"), "STATE"])
        table.add(["a", "1", "delivered"])
        table.add(["longer name", "1000", "failed"])
        return table
    }

    @Test func alignsTextLeftAndNumbersRight() {
        #expect(
            table().lines() == [
                "NAME         COUNT  STATE",
                "a                1  delivered",
                "longer name   1000  failed",
            ])
    }

    @Test func coloursStatusWordsOnlyWhenAsked() {
        #expect(table().lines(style: Style(isEnabled: true))[1].hasSuffix("\u{1B}[32mdelivered\u{1B}[0m"))
        #expect(!table().lines().joined().contains("\u{1B}"))
    }

    @Test func missingCellsStayEmptyAndSurplusOnesAreDropped() {
        var table = Table(["A", "B"])
        table.add(["x"])
        table.add(["1", "2", "3"])
        #expect(table.lines() == ["A  B", "x", "1  2"])
    }

    @Test func shrinksTheWidestColumnToTheTerminal() {
        var table = Table(["ID", "URL"])
        table.add(["whk_1", "https://example.com/a/very/long/path/that/does/not/fit"])
        let lines = table.lines(width: 30)
        #expect(lines.allSatisfy { TextWidth.columns($0) <= 30 })
        #expect(lines[1].hasSuffix("…"))
    }

    @Test func controlCharactersCannotSteerTheTerminal() {
        var table = Table(["A"])
        table.add(["x\u{1B}[2Jy\nz"])
        #expect(table.lines()[1] == "x\u{FFFD}[2Jy\u{FFFD}z")
    }

    @Test(arguments: [("abc", 3), ("héllo", 5), ("日本", 4), ("🍅", 2), ("e\u{301}", 1), ("", 0)])
    func countsColumns(text: String, columns: Int) { #expect(TextWidth.columns(text) == columns) }

    @Test(arguments: [("abcdef", 4, "abc…"), ("abc", 3, "abc"), ("日本語", 4, "日…"), ("abc", 0, "")])
    func fits(text: String, limit: Int, expected: String) { #expect(TextWidth.fit(text, limit) == expected) }
}
