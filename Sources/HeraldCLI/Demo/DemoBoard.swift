import HeraldJSON
import HeraldModel
import Synchronization

/// What the parts of the demo tell each other: what was published, what arrived, what the server says.
final class DemoBoard: Sendable {
    private let state = Mutex(State())

    private struct State {
        var published = 0
        var owed = 0
        var arrivals: [Arrival] = []
        var statistics: ServerFigures?
        var baseline: ServerFigures?
        var firstDelivery: Duration?
        var deliveredTo: Set<String> = []
        var firsts: [String] = []
    }

    /// A request at one of the receivers.
    struct Arrival: Hashable, Sendable {
        var at: Timestamp
        var type: String
        var receiver: String
        /// Nil when the answer came too late.
        var status: Int?
        var milliseconds: Int64
    }

    /// What the server's statistics say.
    struct ServerFigures: Hashable, Sendable {
        var delivered: Int
        var failed: Int
        var waiting: Int
        var attempts: Int
        var failedAttempts: Int

        /// Reads the answer of the statistics call.
        init(_ stats: JSONValue) {
            func number(_ key: String) -> Int { Int(stats[key]?.integer ?? 0) }
            (delivered, failed, waiting) = (number("delivered"), number("failed"), number("waiting"))
            (attempts, failedAttempts) = (number("attempts"), number("failedAttempts"))
        }

        /// What was added since `earlier`; what waits is a state and stays.
        func since(_ earlier: ServerFigures) -> ServerFigures {
            var result = self
            result.delivered -= earlier.delivered
            result.failed -= earlier.failed
            result.attempts -= earlier.attempts
            result.failedAttempts -= earlier.failedAttempts
            return result
        }

        /// Failed attempts that were, or will be, followed by another one.
        var retried: Int { max(0, failedAttempts - failed) }
        /// The share of requests that succeeded; nil before the first one.
        var success: Double? { attempts > 0 ? Double(attempts - failedAttempts) / Double(attempts) : nil }
    }

    /// How many arrivals are kept for showing.
    static let arrivalLimit = 8

    /// Events that were accepted, and the deliveries that are owed for them.
    func notePublished(_ events: Int, owed: Int) {
        state.withLock {
            $0.published += events
            $0.owed += owed
        }
    }

    /// An event was accepted by a receiver.
    func noteDelivery(to receiver: String, type: String) {
        let age = ProcessAge.now
        state.withLock {
            if $0.firstDelivery == nil { $0.firstDelivery = age }
            if $0.deliveredTo.insert(receiver).inserted { $0.firsts.append("\(receiver) got its first event: \(type)") }
        }
    }

    /// A request arrived at a receiver.
    func record(_ arrival: Arrival) {
        state.withLock {
            $0.arrivals.append(arrival)
            if $0.arrivals.count > Self.arrivalLimit { $0.arrivals.removeFirst() }
        }
    }

    /// What the server says now. The first call is made before anything is published: what a kept store counted
    /// before does not belong to this run.
    func note(_ figures: ServerFigures) {
        state.withLock { state in
            if let baseline = state.baseline {
                state.statistics = figures.since(baseline)
            } else {
                state.baseline = figures
            }
        }
    }

    /// How old the process was when a receiver first accepted an event.
    var firstDelivery: Duration? { state.withLock { $0.firstDelivery } }
    /// Events accepted by the server.
    var published: Int { state.withLock { $0.published } }
    /// Deliveries that are owed for them.
    var owed: Int { state.withLock { $0.owed } }
    /// What the server said last.
    var figures: ServerFigures? { state.withLock { $0.statistics } }
    /// The last requests, oldest first.
    var arrivals: [Arrival] { state.withLock { $0.arrivals } }

    /// The receivers that got their first event since this was asked last.
    func takeFirsts() -> [String] {
        state.withLock { state in
            defer { state.firsts = [] }
            return state.firsts
        }
    }
}
