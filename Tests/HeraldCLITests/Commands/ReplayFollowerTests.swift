import HeraldJSON
import Testing

@testable import HeraldCLI

@Suite struct ReplayFollowerTests {
    private func replay(_ state: String, queued: Int, delivered: Int = 0, eta: JSONValue = .null) throws -> JSONValue {
        try JSONValue(
            parsing: """
                {"state":"\(state)","progress":{"state":"\(state)","matched":100,"enqueued":\(queued),\
                "delivered":\(delivered),"failed":1,"owed":\(queued - delivered - 1),"skipped":0,\
                "remaining":\(100 - queued),"etaSeconds":\(eta.encodedString)}}
                """)
    }

    @Test func aLineComesWhenSomethingChanged() throws {
        var follower = ReplayFollower()
        let first = try replay("running", queued: 10, delivered: 5)
        #expect(
            follower.line(for: first, at: .zero)
                == "running: 10 of 100 queued, 5 delivered, 1 failed, 4 owed")
        #expect(follower.line(for: first, at: .seconds(1)) == nil)
        let second = try replay("running", queued: 40, delivered: 39)
        #expect(follower.line(for: second, at: .seconds(2))?.hasSuffix("about 4 s to go") == true)
        let known = try replay("running", queued: 41, delivered: 40, eta: 59)
        #expect(follower.line(for: known, at: .seconds(3))?.hasSuffix("about 59 s to go") == true)
    }

    @Test func itIsOverOnceNothingIsOwed() throws {
        #expect(try !ReplayFollower.isOver(replay("running", queued: 100, delivered: 99)))
        #expect(try !ReplayFollower.isOver(replay("completed", queued: 100, delivered: 98)))
        #expect(try ReplayFollower.isOver(replay("completed", queued: 100, delivered: 99)))
        #expect(try ReplayFollower.isOver(replay("cancelled", queued: 50, delivered: 49)))
    }
}
