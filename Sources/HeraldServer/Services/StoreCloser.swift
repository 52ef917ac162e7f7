import HeraldStore
import ServiceLifecycle

/// Closes the store once everything that uses it has stopped.
struct StoreCloser: Service {
    let store: any Store

    func run() async throws {
        try? await gracefulShutdown()
        await store.close()
    }
}
