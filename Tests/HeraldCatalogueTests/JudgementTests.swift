import HeraldModel
import Testing

@testable import HeraldCatalogue

@Suite("Judging what is published")
struct JudgementTests {
    private let catalogue = SocialPlus.catalogue

    @Test("accepts every current type in every mode", arguments: Validation.allCases)
    func current(mode: Validation) {
        for type in catalogue.types where type.status == .current {
            #expect(catalogue.judge(type: type.name, mode: mode) == .accepted)
        }
    }

    @Test("accepts every well-formed name when validation is off")
    func off() {
        for type in catalogue.types { #expect(catalogue.judge(type: type.name, mode: .off) == .accepted) }
        #expect(catalogue.judge(type: "order.shipped", mode: .off) == .accepted)
    }

    static let faultyTable: [(name: String, notice: String, nearest: [String])] = [
        (
            "message.created",
            "message.created was withdrawn by social.plus on 2022-06-20; publish message.didCreate instead.",
            ["message.didCreate"]
        ),
        (
            "v3.video-streaming.didStop",
            """
            v3.video-streaming.didStop was withdrawn by social.plus on 2022-06-20; \
            publish video-streaming.didStop instead.
            """,
            ["video-streaming.didStop"]
        ),
        (
            "post.didCreate",
            """
            post.didCreate is the name in the social.plus guide, not the one on the wire; \
            publish v3.post.didCreate instead.
            """,
            ["v3.post.didCreate"]
        ),
        (
            "comment.didReply",
            """
            comment.didReply stood in the social.plus API reference from 2024-05-17 to 2024-05-20 only; \
            publish v3.comment.didReply instead.
            """,
            ["v3.comment.didReply"]
        ),
        (
            "follow.didDecineRequest",
            "follow.didDecineRequest is a former spelling of social.plus; publish follow.didDeclineRequest instead.",
            ["follow.didDeclineRequest"]
        ),
        (
            "user.didBan",
            """
            user.didBan stands in the social.plus guide but is no webhook event; \
            nearest: v3.community.didBan, channel.didBan.
            """,
            ["v3.community.didBan", "channel.didBan"]
        ),
        (
            "video-streaming.didPause",
            """
            video-streaming.didPause is not an event type of social.plus; did you mean video-streaming.didStart, \
            video-streaming.didStop or video-streaming.didRecord?
            """,
            ["video-streaming.didStart", "video-streaming.didStop", "video-streaming.didRecord"]
        ),
        ("order.shipped", "order.shipped is not an event type of social.plus.", []),
    ]

    @Test("marks in warn mode and refuses in strict mode", arguments: faultyTable)
    func faulty(name: String, notice: String, nearest: [String]) {
        #expect(catalogue.judge(type: name, mode: .warn) == .marked(notice: notice))
        #expect(catalogue.judge(type: name, mode: .strict) == .refused(detail: notice, nearest: nearest))
    }

    @Test(
        "refuses what is no name in every mode, without repeating it",
        arguments: Validation.allCases,
        ["", "a b", "<script>", String(repeating: "x", count: 10_240)]
    )
    func malformed(mode: Validation, name: String) {
        guard case .refused(let detail, let nearest) = catalogue.judge(type: name, mode: mode) else {
            Issue.record("not refused")
            return
        }
        #expect(nearest.isEmpty)
        #expect(
            detail
                == "The event type is not a valid name: use 1 to 128 letters, digits, '.', '_', '-', '/' and, for Sendbird, ':'."
        )
    }
}
