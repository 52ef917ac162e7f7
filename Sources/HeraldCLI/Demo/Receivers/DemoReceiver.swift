import HeraldJSON
import HeraldModel
import HeraldReceiver
import Synchronization

/// One of the demo's receivers: verifies every request, counts, and misbehaves as its part demands.
final class DemoReceiver: Sendable {
    let name: String
    /// The event patterns it subscribes to.
    let events: [String]
    /// Whether it wants the legacy request as well.
    let wantsLegacy: Bool
    /// The secret its webhook signs with.
    let secret: String

    private let receiver: Receiver
    private let board: DemoBoard
    private let state: Mutex<State>
    private let clock = ContinuousClock()

    private struct State {
        var behaviour: ReceiverBehaviour
        var counts = Counts()
        var seen = SeenFingerprints(capacity: 20_000)
    }

    /// What arrived and what became of it.
    struct Counts: Hashable, Sendable {
        var requests = 0
        var verified = 0
        var rejected = 0
        /// Verified requests with a body that was answered before.
        var repeated = 0
        /// Separate legacy requests.
        var legacy = 0
        /// Requests answered 200 that were verified.
        var accepted = 0
        /// Requests answered 503 on purpose.
        var unavailable = 0
        /// Requests answered too late on purpose.
        var late = 0
    }

    /// How long a late answer takes: longer than the dialect's limit of 1.5 s.
    static let lateness: Duration = .milliseconds(1900)

    init(
        name: String, events: [String], wantsLegacy: Bool = false, secret: String, behaviour: ReceiverBehaviour,
        board: DemoBoard
    ) throws(CommandFailure) {
        self.name = name
        self.events = events
        self.wantsLegacy = wantsLegacy
        self.secret = secret
        self.board = board
        receiver = try Receiver(dialect: .socialplus, secrets: [secret])
        state = Mutex(State(behaviour: behaviour))
    }

    /// The counts so far.
    var counts: Counts { state.withLock { $0.counts } }

    /// Handles one request.
    func answer(_ request: ReceivedRequest) async -> ReceiverReply {
        let start = clock.now
        switch receiver.verify(headers: request.headers, body: request.body) {
        case .rejected(let rejection):
            state.withLock {
                $0.counts.requests += 1
                $0.counts.rejected += 1
            }
            record(rejection.code, status: rejection.statusCode, since: start)
            return .refusal(rejection.statusCode, code: rejection.code)
        case .legacyDuplicate:
            state.withLock {
                $0.counts.requests += 1
                $0.counts.legacy += 1
            }
            return .ok
        case .verified(let event): return await answer(event, since: start)
        }
    }

    private func answer(_ event: WebhookEvent, since start: ContinuousClock.Instant) async -> ReceiverReply {
        let step = state.withLock { state in
            state.counts.requests += 1
            state.counts.verified += 1
            return state.behaviour.next()
        }
        switch step {
        case .answer(let pause):
            await sleep(.milliseconds(pause))
            accept(event) { $0.accepted += 1 }
            record(event.type, status: 200, since: start)
            board.noteDelivery(to: name, type: event.type)
            return .ok
        case .unavailable(let pause):
            await sleep(.milliseconds(pause))
            state.withLock { $0.counts.unavailable += 1 }
            record(event.type, status: 503, since: start)
            return .refusal(503, code: "busy_on_purpose")
        case .hang:
            await sleep(Self.lateness)
            accept(event) { $0.late += 1 }
            record(event.type, status: nil, since: start)
            return .ok
        }
    }

    /// Remembers the event as handled; a late answer counts too, since the work was done.
    private func accept(_ event: WebhookEvent, _ count: (inout Counts) -> Void) {
        state.withLock { state in
            count(&state.counts)
            if !state.seen.insert(event.fingerprint) { state.counts.repeated += 1 }
        }
    }

    private func record(_ type: String, status: Int?, since start: ContinuousClock.Instant) {
        board.record(
            DemoBoard.Arrival(
                at: .now, type: type, receiver: name, status: status,
                milliseconds: (clock.now - start).wholeMilliseconds
            )
        )
    }

    private func sleep(_ duration: Duration) async { try? await clock.sleep(for: duration) }
}
