import Foundation
import HeraldReceiver
import Hummingbird
import Logging

/// Looks at messages before they are sent, and bans people whom several others flagged.
@main
struct ModerationBot {
    static func main() async throws {
        let settings = try Settings(ProcessInfo.processInfo.environment)
        let store = try CaseStore(path: settings.database)
        let routes = Routes(
            receiver: Receiver(provider: settings.provider, secrets: settings.secrets), words: settings.words,
            rule: settings.rule, store: store)
        var application = Application(
            router: routes.router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: settings.port)),
            onServerRunning: { channel in
                print("The moderation bot is at http://127.0.0.1:\(channel.localAddress?.port ?? settings.port)/")
                fflush(nil)
            }
        )
        application.addServices(Enforcer(store: store, banURL: settings.banURL, logger: Logger(label: "bans")))
        try await application.runService()
    }
}
