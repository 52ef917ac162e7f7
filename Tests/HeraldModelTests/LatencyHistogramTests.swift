import HeraldModel
import Testing

@Suite struct LatencyHistogramTests {
    @Test(arguments: [(-5, 0), (0, 0), (63, 0), (64, 1), (89, 1), (90, 2), (127, 2), (128, 3), (Int64.max, 47)])
    func putsTimesInTheirBucket(_ microseconds: Int64, _ bucket: Int) {
        var histogram = LatencyHistogram()
        histogram.record(microseconds: microseconds)
        #expect(histogram.counts.firstIndex(of: 1) == bucket)
        #expect(histogram.counts.reduce(0, +) == 1)
    }

    @Test func percentilesAreWithinABucketOfTheTruth() throws {
        var histogram = LatencyHistogram()
        for time in 1...10_000 as ClosedRange<Int64> { histogram.record(microseconds: time * 100) }
        for (fraction, truth) in [(0.01, 10_000.0), (0.5, 500_000), (0.95, 950_000), (0.99, 990_000), (1, 1_000_000)] {
            let found = Double(try #require(histogram.percentile(fraction)))
            #expect(found > truth / 1.45 && found < truth * 1.45, "\(fraction): \(found)")
        }
    }

    @Test func percentilesGrow() throws {
        var histogram = LatencyHistogram()
        for time in [70, 5000, 5001, 900_000, 40] as [Int64] { histogram.record(microseconds: time) }
        let values = try stride(from: 0.0, through: 1.0, by: 0.05).map { try #require(histogram.percentile($0)) }
        #expect(values == values.sorted())
    }

    @Test func emptyHasNoPercentile() {
        #expect(LatencyHistogram().percentile(0.5) == nil)
    }

    @Test func addsAndRestores() {
        var first = LatencyHistogram()
        var second = LatencyHistogram()
        first.record(microseconds: 10)
        second.record(microseconds: 10)
        second.record(microseconds: 1_000_000)
        first.add(second)
        #expect(first.counts[0] == 2)
        #expect(LatencyHistogram(counts: first.counts) == first)
        #expect(LatencyHistogram(counts: [7]).counts[0] == 7)
        #expect(LatencyHistogram(counts: Array(repeating: 1, count: 99)).counts.count == LatencyHistogram.bucketCount)
    }
}
