import Testing

@testable import HeraldCLI

@Suite struct EventFramesTests {
    private static let text = """
        : following net_1

        id: evt_1
        event: a.b
        data: {"n":1}

        : alive

        id:evt_2
        data: first
        data:second
        retry

        data

        id: evt_3

        """

    @Test(arguments: [1, 2, 3, 7, 1000]) func framesComeWholeHoweverTheyAreCut(size: Int) throws {
        for text in [
            Self.text, Self.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
        ] {
            var frames = EventFrames()
            var found: [EventFrames.Frame] = []
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                found += try frames.take(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            #expect(found.map(\.id) == ["evt_1", "evt_2", "evt_2"])
            #expect(found.map { String(decoding: $0.data, as: UTF8.self) } == [#"{"n":1}"#, "first\nsecond", ""])
        }
    }

    @Test func anEventWithoutAnEndIsRefused() throws {
        var frames = EventFrames()
        let half = [UInt8](repeating: UInt8(ascii: "x"), count: EventFrames.limit / 2)
        #expect(try frames.take("data: ".utf8).isEmpty)
        #expect(try frames.take(half).isEmpty)
        #expect(throws: CommandFailure.self) { try frames.take(half) }
    }
}
