import Foundation
import HeraldReceiver
import Hummingbird

/// Keeps every event once and shows what is going on: activity per day, top channels, active users.
@main
struct AnalyticsStore {
    static func main() async throws {
        let settings = try Settings(ProcessInfo.processInfo.environment)
        let receiver = Receiver(provider: settings.provider, secrets: settings.secrets)
        let store = try EventStore(path: settings.database, provider: settings.provider)
        let routes = Routes(receiver: receiver, store: store)
        let application = Application(
            router: routes.router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: settings.port)),
            onServerRunning: { channel in
                print("The analytics store is at http://127.0.0.1:\(channel.localAddress?.port ?? settings.port)/")
                fflush(nil)
            }
        )
        try await application.runService()
    }
}
