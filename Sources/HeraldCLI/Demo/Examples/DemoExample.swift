/// One of the programs under `Examples/`, as the demo runs it.
enum DemoExample: String, CaseIterable, Sendable {
    case analyticsStore = "analytics-store"
    case moderationBot = "moderation-bot"
    case searchIndex = "search-index"

    /// The name of the program.
    var program: String { rawValue }

    /// The events its webhook subscribes to.
    var events: [String] {
        switch self {
        case .analyticsStore: ["*"]
        case .moderationBot: ["message.didFlag", "v3.post.didFlag", "v3.comment.didFlag", "user.didFlag"]
        case .searchIndex: ["message.*", "v3.post.*"]
        }
    }

    /// The path of its before-message-send hook, when it has one.
    var hookPath: String? { self == .moderationBot ? "hooks/before-message-send" : nil }

    /// The port it gets when it is free, so that addresses stay the same from run to run.
    var port: Int {
        switch self {
        case .analyticsStore: 8091
        case .moderationBot: 8092
        case .searchIndex: 8093
        }
    }
}
