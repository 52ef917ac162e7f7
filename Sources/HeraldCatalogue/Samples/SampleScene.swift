import HeraldModel

/// The cast and the places of one seed's samples.
///
/// Every event type of a seed plays in the same scene.
struct SampleScene: Sendable {
    /// A hobby with what people say about it.
    struct Topic: Sendable {
        let slug: String
        let name: String
        let about: String
        let messages: [String]
        let post: String
        let comment: String
        let reply: String
        let question: String
        let answers: [String]
    }

    let topic: Topic
    let networkId: String
    /// Four different people; the first wrote what the event is about, the second reacts to it.
    let people: [SamplePerson]
    let channelId: String
    let channelInternalId: String
    let communityId: String
    let categoryId: String
    let feedId: String
    let postId: String
    let childPostId: String
    let parentCommentId: String
    let commentId: String
    let messageId: String
    let messageFeedId: String
    let reactionId: String
    let fileId: String
    let pollId: String
    let streamId: String
    let tagId: String
    let requestId: String
    let roleId: String
    let message: String
    /// When the channel, the community and so on were made.
    let foundedAt: Timestamp
    /// When the message, the post, the poll and so on were made.
    let createdAt: Timestamp
    /// When the post was commented on.
    let commentedAt: Timestamp
    /// When all else happened.
    let now: Timestamp

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        // 2026-01-05T08:00:00.000Z and up to 90 days later.
        let now = Timestamp(milliseconds: 1_767_600_000_000 + Int64(random.number(0...7_775_999_999)))
        let created = now.advanced(byMilliseconds: -Int64(random.number(90_000...86_400_000)))
        let founded = created.advanced(byMilliseconds: -Int64(random.number(86_400_000...7_776_000_000)))
        let topic = random.pick(Self.topics)
        self.topic = topic
        self.now = now
        createdAt = created
        let commented = Timestamp(milliseconds: (created.milliseconds + now.milliseconds) / 2)
        commentedAt = commented
        foundedAt = founded
        networkId = Self.objectId(at: Timestamp(milliseconds: 1_700_000_000_000), &random)

        var names = SamplePerson.names
        var people: [SamplePerson] = []
        for _ in 0..<4 {
            let name = names.remove(at: random.number(0...names.count - 1))
            let joined = founded.advanced(byMilliseconds: -Int64(random.number(3_600_000...2_592_000_000)))
            let internalId = Self.objectId(at: joined, &random)
            people.append(
                SamplePerson(
                    userId: name.id,
                    displayName: name.name,
                    description: name.about,
                    internalId: internalId,
                    publicId: internalId,
                    avatarFileId: random.hex(32),
                    joinedAt: joined
                )
            )
        }
        self.people = people
        channelId = topic.slug
        channelInternalId = Self.objectId(at: founded, &random)
        communityId = Self.objectId(at: founded, &random)
        categoryId = Self.objectId(at: founded, &random)
        feedId = Self.objectId(at: founded, &random)
        postId = Self.objectId(at: created, &random)
        childPostId = Self.objectId(at: created, &random)
        parentCommentId = Self.objectId(at: created, &random)
        commentId = Self.objectId(at: commented, &random)
        messageId = Self.objectId(at: created, &random)
        messageFeedId = Self.objectId(at: founded, &random)
        reactionId = Self.objectId(at: now, &random)
        fileId = random.hex(32)
        pollId = Self.objectId(at: created, &random)
        streamId = Self.objectId(at: created, &random)
        tagId = Self.objectId(at: founded, &random)
        requestId = Self.objectId(at: created, &random)
        roleId = Self.objectId(at: founded, &random)
        message = random.pick(topic.messages)
    }

    /// 24 hexadecimal digits that begin with the seconds since 1970, as the vendor's database makes them.
    private static func objectId(at time: Timestamp, _ random: inout SplitMix64) -> String {
        String(time.milliseconds / 1000, radix: 16) + random.hex(16)
    }

    private static let topics = [
        Topic(
            slug: "weekend-hikers",
            name: "Weekend Hikers",
            about: "Easy trails, good company, back home for dinner.",
            messages: [
                "Are we still on for Saturday?", "Bring a jacket, it gets windy up there.",
                "The 8:14 train has a stop right at the trailhead.", "Photos from the lake are up 🎉",
            ],
            post: "Twelve kilometres, two lakes and exactly one blister. What a day!",
            comment: "The view from the ridge was worth every step.",
            reply: "Agreed. Next time we start earlier, though.",
            question: "Where shall we go next month?",
            answers: ["Round the reservoir", "Up to the old fort", "Coast path"]
        ),
        Topic(
            slug: "home-cooks",
            name: "Home Cooks",
            about: "Recipes that work on a Tuesday night.",
            messages: [
                "Does anyone have a good dal recipe?", "Lower heat, more patience. It always works.",
                "The bread finally has a proper crust!", "I swapped the cream for yoghurt and nobody noticed 😄",
            ],
            post: "Sourdough, attempt seven: this one rises. Crumb shot below.",
            comment: "What flour did you use?",
            reply: "Half spelt, half strong white.",
            question: "What do we cook together on Sunday?",
            answers: ["Dumplings", "Fresh pasta", "A big pot of chili"]
        ),
        Topic(
            slug: "city-cyclists",
            name: "City Cyclists",
            about: "Routes, repairs and rides after work.",
            messages: [
                "The bridge is closed until Friday, take the ferry.", "Does anyone have a chain tool to lend?",
                "New bike racks at the station!", "Group ride at 18:30, lights on please 🚲",
            ],
            post: "Thirty riders last night. Thank you all for keeping the group together.",
            comment: "Best route so far, the river part was lovely.",
            reply: "And nobody had a flat, for once.",
            question: "Which evening suits you for the group ride?",
            answers: ["Tuesday", "Wednesday", "Thursday"]
        ),
        Topic(
            slug: "balcony-gardeners",
            name: "Balcony Gardeners",
            about: "Tomatoes, herbs and the odd pumpkin, four floors up.",
            messages: [
                "First tomato of the year!", "How often do you water basil in this heat?",
                "I have spare chili seedlings for two people.", "Slugs. On the fourth floor. How?",
            ],
            post: "From seed to salad in fifty days. The rocket was fastest, the peppers are still thinking about it.",
            comment: "Which soil mix is that?",
            reply: "Mostly compost with a bit of sand.",
            question: "What should we swap seeds of?",
            answers: ["Tomatoes", "Beans", "Flowers"]
        ),
    ]
}
