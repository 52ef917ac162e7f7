import HeraldCatalogue
import HeraldJSON
import HeraldModel

/// The catalogue's samples of one seed, and the ids that its scene gives to each role.
///
/// All samples of a seed play in one scene, so an id read from one sample stands for the same thing in every other.
/// A payload is made by putting our own ids in the places of the scene's.
struct SampleStage: Sendable {
    private let samples: [String: JSONValue]
    /// The people of the scene by user id.
    private let people: [String: Person]
    /// The scene's ids by role.
    let roles: Roles

    /// What the ids of the scene stand for.
    struct Roles: Hashable, Sendable {
        /// Who wrote or did what the event is about.
        var author = ""
        /// Who reacted, flagged or added.
        var actor = ""
        /// Whom the author follows.
        var followed = ""
        var channel = ""
        var message = ""
        var community = ""
        var post = ""
        var comment = ""
        var parentComment = ""
        var stream = ""
        var poll = ""
        var reaction = ""
    }

    /// The ids of one person in the scene.
    struct Person: Hashable, Sendable {
        var name = ""
        var internalID = ""
        var publicID = ""
        var avatarFileID = ""
    }

    /// Loads the samples of the given types.
    /// - Throws: ``CommandFailure`` when the catalogue does not have one of them.
    init(types: [String], dialect: Dialect = .socialplus, seed: UInt64 = 0) throws(CommandFailure) {
        let catalogue = try CatalogueSource.catalogue(for: dialect)
        var samples: [String: JSONValue] = [:]
        for name in types {
            guard let type = catalogue.type(named: name) else {
                throw CommandFailure("The catalogue has no '\(name)'.")
            }
            samples[name] = type.sample(seed: seed)
        }
        self.samples = samples
        roles = Self.roles(in: samples)
        people = Self.people(in: samples.values)
    }

    /// The payload of `type` as the catalogue shows it.
    func sample(of type: String) -> JSONValue { samples[type] ?? [:] }

    /// The replacements that put `person` in the place of the scene's `userID`.
    func casting(_ person: HeraldCLI.Person, as userID: String) -> [String: String] {
        guard !userID.isEmpty else { return [:] }
        var replacements = [userID: person.userID]
        guard let original = people[userID] else { return replacements }
        let pairs = [
            (original.name, person.name), (original.internalID, person.internalID),
            (original.publicID, person.publicID), (original.avatarFileID, person.avatarFileID),
        ]
        for (old, new) in pairs where !old.isEmpty { replacements[old] = new }
        return replacements
    }

    private static func roles(in samples: [String: JSONValue]) -> Roles {
        func id(_ type: String, _ path: String...) -> String {
            samples[type]?[pointer: JSONPointer(tokens: path)]?.string ?? ""
        }
        return Roles(
            author: id("message.didCreate", "messages", "0", "userId"),
            actor: id("message.didAddReaction", "reactor", "userId"), followed: id("follow.didCreate", "to"),
            channel: id("message.didCreate", "messages", "0", "channelId"),
            message: id("message.didCreate", "messages", "0", "messageId"),
            community: id("v3.post.didCreate", "posts", "0", "targetId"),
            post: id("v3.post.didCreate", "posts", "0", "postId"),
            comment: id("v3.comment.didCreate", "comments", "0", "commentId"),
            parentComment: id("v3.comment.didReply", "comments", "0", "parentId"),
            stream: id("video-streaming.didStart", "videoStreamings", "0", "streamId"),
            poll: id("poll.didVote", "polls", "0", "pollId"),
            reaction: id("message.didAddReaction", "reactor", "reactionId")
        )
    }

    private static func people(in samples: some Sequence<JSONValue>) -> [String: Person] {
        var people: [String: Person] = [:]
        for user in samples.flatMap({ $0["users"]?.array ?? [] }) {
            guard let id = user["userId"]?.string else { continue }
            var person = people[id] ?? Person()
            person.name = user["displayName"]?.string ?? person.name
            person.internalID = user["userInternalId"]?.string ?? person.internalID
            person.publicID = user["userPublicId"]?.string ?? person.publicID
            person.avatarFileID = user["avatarFileId"]?.string ?? person.avatarFileID
            people[id] = person
        }
        return people
    }
}
