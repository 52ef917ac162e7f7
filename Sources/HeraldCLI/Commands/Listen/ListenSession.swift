import HeraldJSON
import HeraldModel
import HeraldReceiver
import Synchronization

/// What a running `herald listen` does with each request, and what it counted.
final class ListenSession: Sendable {
    /// How requests are shown.
    enum View: Sendable {
        case full
        case brief
        case json
    }

    private let console: Console
    private let receiver: Receiver?
    private let view: View
    private let forward: String?
    private let faultStatus: Int
    private let delay: Duration
    /// Whether requests come from a source of Herald's, which verified them.
    private let isVouchedFor: Bool
    private let state: Mutex<State>

    private struct State {
        var faults: FaultPlan
        var seen = SeenFingerprints()
        var counts = Counts()
    }

    /// What arrived so far.
    struct Counts: Hashable, Sendable {
        var total = 0
        var verified = 0
        var rejected = 0
        var duplicates = 0
        var failedOnPurpose = 0
    }

    init(
        console: Console, receiver: Receiver?, view: View, forward: String? = nil, faults: FaultPlan,
        faultStatus: Int = 503, delay: Duration = .zero, isVouchedFor: Bool = false
    ) {
        self.console = console
        self.receiver = receiver
        self.view = view
        self.forward = forward
        self.faultStatus = faultStatus
        self.delay = delay
        self.isVouchedFor = isVouchedFor
        state = Mutex(State(faults: faults))
    }

    /// The counts so far.
    var counts: Counts { state.withLock { $0.counts } }

    /// Says where requests are expected.
    func announce(host: String, port: Int) {
        if view == .json { return }
        let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        console.print("Listening at \(console.style(.bold, address)) (Ctrl-C ends)")
        if receiver == nil { console.print("No secret was given, so nothing is verified. Give --secret to verify.") }
        if let forward { console.print("Requests go on to \(Redaction.url(forward)).") }
    }

    /// Says which source is followed.
    func announce(source: JSONValue, server: String) {
        if view == .json { return }
        let name = source.text("name").isEmpty ? "" : " (\(TextWidth.harmless(source.text("name"))))"
        console.print(
            "Following \(console.style(.bold, source.text("id")))\(name), \(source.text("provider")), at "
                + "\(Redaction.url(server)) (Ctrl-C ends)")
        if receiver == nil { console.print("Herald verified what comes. Give --secret to verify it here as well.") }
        if let forward { console.print("Requests go on to \(Redaction.url(forward)), as the provider made them.") }
    }

    /// Handles one request: verifies, shows, forwards or fails it, and answers.
    func answer(_ request: ReceivedRequest) async -> ReceiverReply {
        let verification = receiver?.verify(headers: request.headers, body: request.body)
        let (isDuplicate, failsOnPurpose) = note(verification)
        if delay > .zero { try? await Task.sleep(for: delay) }
        var forwarded: DirectSender.Answer?
        let reply: ReceiverReply
        if failsOnPurpose {
            reply = .refusal(faultStatus, code: "failed_on_purpose")
        } else if case .rejected(let rejection) = verification {
            reply = .refusal(rejection.statusCode, code: rejection.code)
        } else if let forward {
            forwarded = await pass(request, to: forward)
            reply =
                forwarded.map { ReceiverReply(status: $0.status, body: $0.body) }
                ?? .refusal(502, code: "forward_failed")
        } else {
            reply = .ok
        }
        let arrival = Arrival(
            at: .now, request: request, verification: verification, isVouchedFor: isVouchedFor,
            explanation: explanation(of: verification, request),
            differences: receiver?.differences(headers: request.headers, body: request.body) ?? [],
            isDuplicate: isDuplicate,
            failsOnPurpose: failsOnPurpose, reply: reply, forwardMilliseconds: forwarded?.milliseconds
        )
        show(arrival)
        return reply
    }

    /// Prints the totals.
    func conclude() {
        if view == .json { return }
        let counts = counts
        console.print(
            "\(counts.total) requests: \(counts.verified) verified, \(counts.rejected) rejected, "
                + "\(counts.duplicates) repeated, \(counts.failedOnPurpose) failed on purpose."
        )
    }

    private func note(_ verification: Verification?) -> (isDuplicate: Bool, failsOnPurpose: Bool) {
        state.withLock { state in
            state.counts.total += 1
            var isDuplicate = false
            switch verification {
            case .verified(let event):
                state.counts.verified += 1
                isDuplicate = !state.seen.insert(event.id)
            case .rejected: state.counts.rejected += 1
            case .legacyDuplicate, nil: break
            }
            if isDuplicate { state.counts.duplicates += 1 }
            let fails = state.faults.next()
            if fails { state.counts.failedOnPurpose += 1 }
            return (isDuplicate, fails)
        }
    }

    private func explanation(of verification: Verification?, _ request: ReceivedRequest) -> [String] {
        guard let receiver, case .rejected = verification else { return [] }
        return receiver.explain(headers: request.headers, body: request.body)
    }

    private func pass(_ request: ReceivedRequest, to url: String) async -> DirectSender.Answer? {
        let ownHeaders: Set = ["host", "content-length", "connection", "transfer-encoding", "keep-alive"]
        let headers = request.headers.filter { !ownHeaders.contains($0.name.lowercased()) }
            .map { SignedBody.Header(name: $0.name, value: $0.value) }
        do {
            return try await DirectSender(url: url).send(SignedBody(headers: headers, body: request.body))
        } catch {
            console.printError((error as? CommandFailure)?.message ?? "Passing the request on failed.")
            return nil
        }
    }

    private func show(_ arrival: Arrival) {
        // One write per arrival, so that requests that come at the same time do not mix.
        switch view {
        case .json: console.write(arrival.json.encodedString + "\n")
        case .brief: console.write(arrival.line(style: console.style) + "\n")
        case .full: console.write(arrival.text(style: console.style))
        }
    }
}
