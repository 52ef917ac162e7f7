import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldPanel

/// What became of a text, line by line.
@Suite struct LineDiffTests {
    /// Both texts as letters, one a line; the difference as signs and letters.
    @Test(arguments: [
        ("", "", ""), ("abc", "abc", "=a=b=c"), ("", "ab", "+a+b"), ("ab", "", "-a-b"), ("abc", "axc", "=a-b+x=c"),
        ("abc", "ac", "=a-b=c"), ("ac", "abc", "=a+b=c"), ("ab", "ba", "-a=b+a"), ("aab", "ab", "=a-a=b"),
        ("abcabba", "cbabac", "-a-b=c-a=b+a=b=a+c"), ("xay", "paq", "-x+p=a-y+q"),
    ])
    func fewestLinesChange(before: String, after: String, expected: String) {
        let diff = LineDiff(from: before.map(String.init), to: after.map(String.init))
        let text = diff.lines.map { line in
            switch line.change {
            case .kept: "=" + line.text
            case .removed: "-" + line.text
            case .added: "+" + line.text
            }
        }.joined()
        #expect(text == expected)
        #expect(diff.isEmpty == (before == after))
    }

    @Test func equalForAReaderIsNotEqual() {
        let diff = LineDiff(from: ["e\u{301}"], to: ["\u{e9}"])
        #expect(diff.lines.map(\.change) == [.removed, .added])
    }

    /// Whatever the texts: without what was added it is the one, without what was removed the other, and no shorter way
    /// leads from one to the other.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func bothTextsAreInIt(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let before = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                String(UInt8.random(in: 0..<4, using: &random))
            }
            let after = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                String(UInt8.random(in: 0..<4, using: &random))
            }
            let lines = LineDiff(from: before, to: after).lines
            #expect(lines.filter { $0.change != .added }.map(\.text) == before)
            #expect(lines.filter { $0.change != .removed }.map(\.text) == after)
            #expect(lines.count { $0.change == .kept } == Self.longestCommon(before[...], after[...]))
        }
    }

    /// By trying everything, with nothing in common with what is tested.
    private static func longestCommon(_ left: ArraySlice<String>, _ right: ArraySlice<String>) -> Int {
        var best = [Int](repeating: 0, count: right.count + 1)
        for line in left {
            var row = [0]
            for (index, other) in right.enumerated() {
                row.append(line == other ? best[index] + 1 : max(row[index], best[index + 1]))
            }
            best = row
        }
        return best[right.count]
    }

    @Test func longTextsAreExchangedWhole() {
        let most = LineDiff.mostCompared
        let (before, after) = ((0...most).map { "a\($0)" }, (0...most).map { "b\($0)" })
        let lines = LineDiff(from: ["x", "s"] + before + ["y"], to: ["x"] + after + ["s", "y"]).lines
        #expect(lines.first?.change == .kept && lines.last?.change == .kept)
        #expect(lines.count { $0.change == .kept } == 2 && lines.count == 2 * (most + 2) + 2)
        let reversed = LineDiff(from: after, to: ["z"] + after).lines
        #expect(reversed.count { $0.change == .kept } == most + 1 && reversed.first?.change == .added)
    }

    @Test func aPageShowsChangesWithALittleAroundThem() throws {
        let before: JSONValue = .object(JSONObject((0..<20).map { .init("k\($0)", "v") }))
        var changed = try #require(before.object)
        changed["k10"] = "<b>\u{202e}"
        let diff = try #require(DiffView(from: before, to: .object(changed)))
        #expect(
            diff.lines.map(\.text) == [
                "… 8 more unchanged lines …", "  \"k7\": \"v\",", "  \"k8\": \"v\",", "  \"k9\": \"v\",",
                "  \"k10\": \"v\",", "  \"k10\": \"<b>⟨U+202E⟩\",", "  \"k11\": \"v\",", "  \"k12\": \"v\",",
                "  \"k13\": \"v\",", "… 7 more unchanged lines …",
            ])
        #expect(diff.lines.map(\.sign) == ["", "", "", "", "−", "+", "", "", "", ""])
        #expect(diff.lines[4].word == "removed: " && diff.lines[5].word == "added: ")
        #expect(DiffView(from: before, to: before) == nil)
        let long = try #require(DiffView(from: [], to: .array((0..<5000).map { .string("\($0)") })))
        #expect(long.lines.count < 250 && long.lines.contains { $0.text == "… 4,802 more added lines …" })
    }
}
