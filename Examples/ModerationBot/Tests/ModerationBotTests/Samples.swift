import Foundation
import HeraldReceiver

@testable import ModerationBot

/// A bot with an empty store.
func makeRoutes(store: CaseStore) -> Routes {
    Routes(
        receiver: Receiver(provider: .socialplus, secrets: [Sender().secret]), words: .sample, rule: FlagRule(),
        store: store)
}

/// The event that `reporter` flagged a message that `author` wrote.
func flag(_ message: String, of author: String, by reporter: String, minute: Int) -> String {
    """
    {"event":"message.didFlag","data":{"messages":[{"messageId":"\(message)","channelId":"lobby",\
    "userId":"\(author)","updatedAt":"2026-01-31T12:\(10 + minute):00.000Z"}],\
    "users":[{"userId":"\(author)"},{"userId":"\(reporter)"}]}}
    """
}
