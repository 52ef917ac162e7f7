import HeraldJSON
import NIOCore

/// Sends batches of events to one network, waiting when the server asks for it, and counts what became of them.
struct EventPublisher {
    let client: APIClient
    /// The network's id.
    let network: String
    /// How often one batch is tried when the server is busy.
    var attempts = 10
    /// Called before each pause, with its length in seconds.
    var onWait: @Sendable (_ seconds: Int, _ status: Int) -> Void = { _, _ in }

    /// What was taken so far.
    private(set) var totals = Totals()
    /// The answers, when they are kept.
    private(set) var events: [JSONValue] = []
    /// Whether to keep the answers.
    var keepsAnswers = false

    /// Counts over all batches.
    struct Totals: Hashable, Sendable {
        var accepted = 0
        var duplicates = 0
        var deliveries = 0
        var batches = 0
    }

    init(client: APIClient, network: String) {
        self.client = client
        self.network = network
    }

    /// Sends one batch.
    /// - Throws: ``CommandFailure`` when the server refuses it or stays busy.
    @discardableResult
    mutating func send(_ batch: EventBatcher.Batch) async throws -> [JSONValue] {
        var attempt = 1
        while true {
            let answer = try await client.exchange(
                .post, "/v1/networks/\(network)/events", body: ByteBuffer(bytes: batch.body)
            )
            let isBusy = answer.status == 429 || answer.status == 503
            if isBusy, attempt < attempts {
                let seconds = Self.pause(attempt: attempt, wanted: answer.retryAfterSeconds)
                onWait(seconds, answer.status)
                try await Task.sleep(for: .seconds(seconds))
                attempt += 1
                continue
            }
            guard (200..<300).contains(answer.status) else { throw refusal(answer, of: batch) }
            let accepted = try answer.document()["events"]?.array ?? []
            count(accepted, of: batch)
            return accepted
        }
    }

    /// How long to wait after a busy answer: what the server wants, or longer each time, never over a minute.
    static func pause(attempt: Int, wanted: Int?) -> Int {
        min(60, max(1, wanted ?? 1 << min(attempt - 1, 5)))
    }

    private mutating func count(_ accepted: [JSONValue], of batch: EventBatcher.Batch) {
        totals.batches += 1
        totals.accepted += accepted.count
        totals.duplicates += accepted.count { $0["duplicate"]?.bool == true }
        totals.deliveries += accepted.reduce(0) { $0 + Int($1["deliveries"]?.integer ?? 0) }
        if keepsAnswers { events += accepted }
    }

    private func refusal(_ answer: APIAnswer, of batch: EventBatcher.Batch) -> CommandFailure {
        var failure = answer.failure(hasKey: client.key != nil)
        if totals.accepted > 0 {
            failure.details.append(
                "\(totals.accepted) events before it were accepted; the \(batch.count) of this batch were not."
            )
        }
        return failure
    }
}
