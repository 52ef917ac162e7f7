import HeraldModel
import HeraldStore

/// One call that waits for the writer.
enum WriteCommand: Sendable {
    case append(AppendRequest)
    case settle(SettleRequest)
    case work(WorkRequest)

    /// How much of a transaction the call takes up.
    var rows: Int {
        switch self {
        case .append(let request): request.rows
        case .settle(let request): request.settlements.count
        case .work: 1
        }
    }

    /// The payload it carries.
    var bytes: Int {
        if case .append(let request) = self { request.bytes } else { 0 }
    }

    /// Whether it must be kept until it is written: a known outcome cannot be asked for again.
    var isSettlement: Bool {
        if case .settle = self { true } else { false }
    }

    /// Ends the call with an error.
    func fail(_ error: StoreError) {
        switch self {
        case .append(let request): request.finish(.failure(error))
        case .settle(let request): request.continuation.resume(throwing: error)
        case .work(let request): request.finish(error)
        }
    }

    /// Ends the call after its commit.
    func succeed(with outcome: WriteOutcome) {
        switch (self, outcome) {
        case (_, .refused(let error)): fail(error)
        case (.append(let request), .appended(let result)): request.finish(.success(result))
        case (.settle(let request), _): request.continuation.resume()
        case (.work(let request), _): request.finish(nil)
        case (.append(let request), .done):
            request.finish(.failure(.failed("an append came to no result")))
        }
    }
}

/// What a call came to within a transaction that was committed.
enum WriteOutcome {
    case appended(AppendResult)
    /// The call was refused and changed nothing; the others of the transaction stand.
    case refused(StoreError)
    case done
}

/// A waiting ``SQLiteStore/append(_:to:)``.
struct AppendRequest: Sendable {
    let events: [NewEvent]
    let network: NetworkID
    let rows: Int
    let bytes: Int
    let finish: @Sendable (Result<AppendResult, StoreError>) -> Void

    init(
        events: [NewEvent], network: NetworkID, finish: @escaping @Sendable (Result<AppendResult, StoreError>) -> Void
    ) {
        self.events = events
        self.network = network
        self.finish = finish
        rows = events.reduce(1) { $0 + 1 + $1.targets.count }
        bytes = events.reduce(0) { $0 + $1.payloadBytes + ($1.requestInfo?.count ?? 0) }
    }
}

/// A waiting ``SQLiteStore/settle(_:)``.
struct SettleRequest: Sendable {
    let settlements: [Settlement]
    let continuation: CheckedContinuation<Void, any Error>
}

/// Any other waiting change.
struct WorkRequest: Sendable {
    /// Makes the change; throwing undoes it alone.
    let perform: @Sendable (WriteTransaction) throws -> Void
    /// Ends the call: nil once it is committed.
    let finish: @Sendable (StoreError?) -> Void
}
