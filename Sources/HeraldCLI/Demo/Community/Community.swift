import HeraldJSON
import HeraldModel

/// A simulated chat and social community: people join, talk, react, edit, flag, post, comment, follow and go live.
///
/// The same seed and times give the same events. Every event is a catalogue sample in which the ids belong together:
/// an edit is of a message that was written, by who wrote it, in its channel.
struct Community: Sendable {
    private(set) var people: [Person] = []
    private(set) var channels: [Channel] = []
    var messages: [Message] = []
    var posts: [Post] = []
    var comments: [Comment] = []
    var streams: [Stream] = []
    var requests: [Follow] = []
    var follows: [Follow] = []
    var random: SplitMix64

    let stage: SampleStage
    private let prefix: String
    private var count = 0
    private let communityID: String

    /// A place to talk, with the people in it.
    struct Channel: Hashable, Sendable {
        var id: String
        var members: [Int]
        var messageCount = 0
    }

    /// A message, by whom and where.
    struct Message: Hashable, Sendable {
        var id: String
        var channel: Int
        var author: Int
        var text: String
        var reactions: [String: Int] = [:]
    }

    /// A post by someone.
    struct Post: Hashable, Sendable {
        var id: String
        var author: Int
        var text: String
        var reactions: [String: Int] = [:]
        var commentCount = 0
    }

    /// A comment under a post.
    struct Comment: Hashable, Sendable {
        var id: String
        var post: Int
        var author: Int
        var text: String
    }

    /// A live stream that is on.
    struct Stream: Hashable, Sendable {
        var id: String
        var host: Int
        var title: String
    }

    /// Who follows, or asks to follow, whom.
    struct Follow: Hashable, Sendable {
        var from: Int
        var to: Int
    }

    /// - Parameter prefix: what event ids start with; another one for each run, so that runs do not collide.
    /// - Throws: ``CommandFailure`` when the catalogue lacks one of ``types``.
    init(seed: UInt64, prefix: String = "demo") throws(CommandFailure) {
        random = SplitMix64(seed: seed)
        stage = try SampleStage(types: Action.allCases.map(\.type))
        self.prefix = prefix
        communityID = random.objectID()
    }

    /// What happens next, at `now`.
    mutating func next(at now: Timestamp) -> CommunityEvent {
        let action = chooseAction()
        let scene = perform(action)
        count += 1
        var replacements = scene.replacements
        replacements[stage.roles.community] = communityID
        replacements[""] = nil
        let rewriter = PayloadRewriter(replacements: replacements, now: now)
        var data = rewriter.rewrite(stage.sample(of: action.type))
        for (path, value) in scene.changes { data = data.replacing(path, with: value) }
        return CommunityEvent(id: "\(prefix)-\(count)", type: action.type, data: data)
    }

    /// Adds the next person.
    mutating func join() -> Int {
        people.append(Person(number: people.count, random: &random))
        return people.count - 1
    }

    /// Opens the next channel with some members.
    mutating func open() -> Int {
        let texts = CommunityTexts.channels
        let round = channels.count / texts.count
        let name = texts[channels.count % texts.count]
        let members = people.indices.filter { _ in random.below(3) > 0 }
        channels.append(
            Channel(id: round == 0 ? name : "\(name)-\(round + 1)", members: members.isEmpty ? [0] : members))
        return channels.count - 1
    }

    mutating func enter(_ channel: Int, _ person: Int) {
        if !channels[channel].members.contains(person) { channels[channel].members.append(person) }
    }

    mutating func leave(_ channel: Int, _ person: Int) { channels[channel].members.removeAll { $0 == person } }

    mutating func countMessage(in channel: Int) { channels[channel].messageCount += 1 }

    /// First some people and channels; then whatever is possible, by weight.
    private mutating func chooseAction() -> Action {
        if people.count < 5 { return .join }
        if channels.count < 3 { return .openChannel }
        let possible = Action.allCases.filter { $0.isPossible(in: self) }
        var ticket = random.below(possible.reduce(0) { $0 + $1.weight })
        for action in possible {
            ticket -= action.weight
            if ticket < 0 { return action }
        }
        return .write
    }
}
