import Testing

@testable import HeraldPanel

@Suite struct FigureTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-4200, "−4,200")])
    func countsHaveGroups(value: Int, text: String) { #expect(Figure.count(value) == text) }

    @Test(arguments: [(nil, "–"), (1, "100 %"), (0.99999, "99.9 %"), (0, "0 %"), (0.5, "50 %")] as [(Double?, String)])
    func sharesAreNeverRoundedUp(share: Double?, text: String) { #expect(Figure.percent(share) == text) }

    @Test(
        arguments: [
            (nil, "–"), (420, "0.4 ms"), (9999, "9.9 ms"), (12_345, "12 ms"), (1_500_000, "1.5 s"),
        ] as [(Int64?, String)])
    func durationsHaveTheUnitThatFits(value: Int64?, text: String) {
        #expect(Figure.duration(microseconds: value) == text)
    }

    @Test(arguments: [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (2_000_000, "2.0 MB")])
    func sizesHaveTheUnitThatFits(value: Int, text: String) { #expect(Figure.bytes(value) == text) }
}
