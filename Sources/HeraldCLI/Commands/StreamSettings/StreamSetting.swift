/// A setting of a Stream app that holds one URL (`reference/stream-chat.md` §12.1).
enum StreamSetting: String {
    case push = "webhook_url"
    case beforeMessageSend = "before_message_send_hook_url"
    case customCommands = "custom_action_handler_url"

    /// What is called there, in words.
    var purpose: String {
        switch self {
        case .push: "events"
        case .beforeMessageSend: "messages before they are sent"
        case .customCommands: "custom commands"
        }
    }

    /// The URL to check, with the placeholder of custom commands filled in.
    func checkable(_ url: String) -> String {
        guard self == .customCommands else { return url }
        return url.split(separator: "{type}", omittingEmptySubsequences: false).joined(separator: "type")
    }
}
