import HeraldModel

@testable import HeraldDelivery

/// Receivers that take a known time for each request, in virtual time: what fairness tests run an engine against.
struct ReceiverModel {
    /// What a receiver does.
    enum Habit {
        case answers(after: Int64)
        /// Never answers: the request ends with this timeout.
        case hangs(timeout: Int64)
        /// Answers nothing and resets at once.
        case resets
    }

    var engine: EngineHarness
    var habits: [WebhookID: Habit] = [:]
    /// Requests made so far.
    private(set) var started: [WebhookID: Int] = [:]
    private(set) var most: [WebhookID: Int] = [:]
    /// Bytes delivered so far.
    private(set) var bytes: [WebhookID: Int] = [:]
    private var underWay: [WebhookID: Int] = [:]
    /// By the moment of their end.
    private var ends: [Timestamp: [Dispatch]] = [:]
    private var next = 0

    init(_ configure: (inout EngineConfiguration) -> Void) {
        engine = EngineHarness {
            $0.laneWindow = 100_000
            $0.maxUnsettled = 1_000_000
            $0.maxHeldBytes = 1 << 40
            configure(&$0)
        }
    }

    mutating func open(
        _ id: Int64, network: Int64, _ habit: Habit, _ settings: LaneSettings = LaneSettings(maxConcurrency: 1000)
    ) {
        let webhook = WebhookID(rawValue: id)
        habits[webhook] = habit
        engine.open(webhook, network: network, settings)
    }

    mutating func publish(_ count: Int, to id: Int64, bytes: Int = 0) {
        engine.commit(next..<next + count, to: WebhookID(rawValue: id), bytes: bytes)
        next += count
        accept()
    }

    mutating func forgetCounts() {
        started = [:]
        bytes = [:]
    }

    /// Lets time pass, a millisecond at a time.
    mutating func run(_ milliseconds: Int) {
        for _ in 0..<milliseconds {
            engine.now = engine.now.advanced(byMilliseconds: 1)
            let now = engine.now
            for request in ends.removeValue(forKey: now) ?? [] {
                underWay[request.webhook, default: 0] -= 1
                let outcome: AttemptOutcome =
                    switch habits[request.webhook] {
                    case .hangs: .timeout
                    case .resets: .unreachable(code: "connection_closed")
                    case .answers, nil: .success
                    }
                engine.core.completed(
                    AttemptResult(token: request.token, outcome: outcome, durationMicroseconds: 1), at: now)
            }
            engine.core.tick(at: now)
            engine.collect()
            engine.recordAll()
            accept()
        }
    }

    private mutating func accept() {
        for request in engine.requests {
            let webhook = request.webhook
            started[webhook, default: 0] += 1
            bytes[webhook, default: 0] += request.body.count
            underWay[webhook, default: 0] += 1
            most[webhook] = max(most[webhook, default: 0], underWay[webhook, default: 0])
            let time: Int64 =
                switch habits[webhook] {
                case .answers(let time): time
                case .hangs(let timeout): timeout
                case .resets, nil: 1
                }
            ends[engine.now.advanced(byMilliseconds: time), default: []].append(request)
        }
        engine.requests = []
    }
}

extension Dispatch {
    /// Fairness tests open their lanes in the order of their ids, from 1.
    fileprivate var webhook: WebhookID { WebhookID(rawValue: Int64(lane) + 1) }
}
