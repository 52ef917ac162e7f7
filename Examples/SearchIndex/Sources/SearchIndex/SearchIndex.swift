import Foundation
import HeraldReceiver
import Hummingbird

/// Makes messages and posts searchable, and keeps up with edits and deletes.
@main
struct SearchIndex {
    static func main() async throws {
        let settings = try Settings(ProcessInfo.processInfo.environment)
        let receiver = Receiver(provider: settings.provider, secrets: settings.secrets)
        let routes = Routes(receiver: receiver, store: try ItemStore(path: settings.database))
        let application = Application(
            router: routes.router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: settings.port)),
            onServerRunning: { channel in
                print("The search index is at http://127.0.0.1:\(channel.localAddress?.port ?? settings.port)/")
                fflush(nil)
            }
        )
        try await application.runService()
    }
}
