public import HeraldDelivery
import HeraldJSON
public import HeraldModel
import Synchronization

/// Asks hooks and waits for their verdicts: one request each, within the hook's limits, never longer.
///
/// It owns the transport's results, so it needs a transport of its own.
public final class HookCaller: Sendable {
    /// Counts what was decided.
    public let metrics = HookMetrics()

    private let transport: any DeliveryTransport
    private let settings: HookSettings
    private let now: @Sendable () -> Timestamp
    private let requests = ProbeTable()
    private let lanes = Mutex<[Hook.Key: HookLane]>([:])
    private let lastCall = Atomic<UInt64>(0)
    private let underWay = Atomic<Int>(0)

    /// Takes over a transport.
    /// - Parameters:
    ///   - transport: keeps at least ``HookSettings/keptBody`` bytes of an answer.
    ///   - settings: the limits.
    ///   - now: the wall clock.
    public init(
        transport: any DeliveryTransport, settings: HookSettings = HookSettings(),
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.transport = transport
        self.settings = settings
        self.now = now
        transport.setResultHandler { [requests] results in for result in results { requests.complete(result) } }
    }

    /// Asks `hook`, unless it is switched off, and turns what comes back into a verdict.
    public func ask<Judge: HookJudge>(
        _ question: HookQuestion, of hook: Hook, in network: Network, judge: Judge
    ) async -> HookOutcome<Judge.Verdict> {
        let start = ContinuousClock.now
        guard hook.isEnabled else { return .withoutHook(judge) }
        let startedAt = now()
        let lane = lane(of: hook.key)
        let exchange = await exchange(question, hook, network, lane, since: start)
        let wanted: Judge.Verdict
        var fault: HookFault?
        do throws(HookFault) {
            wanted = try judge.judge(try exchange.answer.get())
        } catch {
            fault = error
            wanted = hook.onFailure == .allow ? judge.untouched : judge.refused
        }
        let elapsed = Int64((ContinuousClock.now - start) / .microseconds(1))
        let decidedBy = fault?.decidedBy ?? .hook
        let record = HookCallRecord(
            startedAt: startedAt, durationMicroseconds: elapsed,
            verdict: hook.isShadow ? judge.untouched.name : wanted.name,
            shadowVerdict: hook.isShadow ? wanted.name : nil, decidedBy: decidedBy,
            status: fault?.status ?? exchange.status, fault: fault, subject: question.subject,
            isShadow: hook.isShadow)
        lane.remember(record)
        metrics.count(record, of: hook.kind)
        return HookOutcome(
            verdict: hook.isShadow ? judge.untouched : wanted, decidedBy: hook.isShadow ? .none : decidedBy,
            durationMicroseconds: elapsed, fault: fault, isShadow: hook.isShadow)
    }

    /// The last calls of a hook, newest first. They are forgotten with the process.
    public func records(of hook: Hook.Key) -> [HookCallRecord] { lanes.withLock { $0[hook] }?.records ?? [] }

    /// Whether a hook is paused because it does not answer.
    public func isPaused(_ hook: Hook.Key) -> Bool { lanes.withLock { $0[hook] }?.isPaused ?? false }

    /// How many hooks are paused.
    public var pausedHooks: Int { lanes.withLock { Array($0.values) }.count { $0.isPaused } }

    /// Forgets what is known of a hook: it was removed.
    public func forget(_ hook: Hook.Key) { lanes.withLock { $0[hook] = nil } }

    /// Forgets what is known of a network's hooks.
    public func forget(_ network: NetworkID) {
        for kind in Hook.Kind.allCases { forget(Hook.Key(networkID: network, kind: kind)) }
    }

    private func lane(of hook: Hook.Key) -> HookLane {
        lanes.withLock { lanes in
            if let lane = lanes[hook] { return lane }
            let lane = HookLane(settings: settings, now: now)
            lanes[hook] = lane
            return lane
        }
    }
}

extension HookCaller {
    /// What came of the request alone.
    private struct Exchange {
        var answer: Result<JSONValue?, HookFault>
        var status: Int?
    }

    private func exchange(
        _ question: HookQuestion, _ hook: Hook, _ network: Network, _ lane: HookLane,
        since start: ContinuousClock.Instant
    ) async -> Exchange {
        guard underWay.add(1, ordering: .relaxed).newValue <= settings.calls else {
            underWay.subtract(1, ordering: .relaxed)
            return Exchange(answer: .failure(.overloaded))
        }
        defer { underWay.subtract(1, ordering: .relaxed) }
        let prepared: PreparedHook
        do throws(HookFault) {
            prepared = try lane.prepared(hook, of: network, over: transport)
        } catch {
            return Exchange(answer: .failure(error))
        }
        let call = lastCall.add(1, ordering: .relaxed).newValue
        let deadline = start + hook.overallTimeout
        switch await lane.enter(call, until: deadline) {
        case .overloaded: return Exchange(answer: .failure(.overloaded))
        case .paused: return Exchange(answer: .failure(.paused))
        case .expired: return Exchange(answer: .failure(.waitedTooLong))
        case .started: break
        }
        let startedAt = now()
        let left = deadline - ContinuousClock.now
        guard left > .zero else {
            lane.leave(call, .nothing, startedAt: startedAt)
            return Exchange(answer: .failure(.waitedTooLong))
        }
        let timer: HookTimer = hook.attemptTimeout <= left ? .attempt : .overall
        let message = prepared.message(
            body: question.body, command: question.command, id: Self.makeID(at: startedAt), at: startedAt)
        let result = await requests.result { token in
            transport.submit([
                TransportRequest(
                    token: token, origin: prepared.origin, message: message, variant: RequestVariant(attempt: 1),
                    timeout: min(hook.attemptTimeout, left))
            ])
        }
        lane.leave(call, Self.sign(of: result), startedAt: startedAt)
        switch result.outcome {
        case .failure(let failure):
            return Exchange(answer: .failure(.transport(failure, timer: timer, status: result.proxyStatus)))
        case .response(let response):
            do throws(HookFault) {
                let answer = try HookAnswer.read(response, limit: settings.answerBytes)
                return Exchange(answer: .success(answer), status: response.status)
            } catch {
                return Exchange(answer: .failure(error), status: response.status)
            }
        }
    }

    /// A hook that answers nonsense is there all the same; one that answers 5xx cannot do its work.
    private static func sign(of result: TransportResult) -> HookAdmission.Sign {
        switch result.outcome {
        case .response(let response): response.status >= 500 ? .failing : .alive
        case .failure(.cancelled): .nothing
        case .failure: .failing
        }
    }

    private static func makeID(at time: Timestamp) -> DeliveryID {
        DeliveryID(rawValue: DeliveryID(firstAt: time).rawValue | Int64.random(in: 0..<(1 << 22)))
    }
}
