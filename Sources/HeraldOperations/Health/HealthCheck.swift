public import HeraldDelivery
public import HeraldStore

/// Says whether the server can do its work right now.
public struct HealthCheck: Sendable {
    private let store: any Store
    private let engine: any DeliveryControl

    /// How long the store may take to prove that it can write.
    static let patience: Duration = .seconds(2)

    /// Looks at these two.
    public init(store: any Store, engine: any DeliveryControl) {
        self.store = store
        self.engine = engine
    }

    /// What keeps the server from working, in words; empty when nothing does.
    public func problems() async -> [String] {
        var problems: [String] = []
        if !engine.isRunning { problems.append("The delivery engine is not running.") }
        if let problem = await storeProblem() { problems.append(problem) }
        return problems
    }

    /// The first of two answers: the store's, or that it took too long. A store that hangs is left behind.
    private func storeProblem() async -> String? {
        let (answers, answer) = AsyncStream.makeStream(of: String?.self)
        let check = Task { [store] in
            do {
                try await store.checkWritable()
                answer.yield(nil)
            } catch let error as StoreError {
                answer.yield(error.description)
            } catch {
                answer.yield("The store cannot commit.")
            }
        }
        let watch = Task {
            try await Task.sleep(for: Self.patience)
            answer.yield("The store did not commit within two seconds.")
        }
        defer {
            check.cancel()
            watch.cancel()
        }
        for await first in answers { return first }
        return "The check was cancelled."
    }
}
