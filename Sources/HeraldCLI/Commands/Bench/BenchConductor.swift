import HeraldJSON
import NIOCore
import ServiceLifecycle
import Synchronization

/// Makes the webhook, publishes, and takes the figures.
final class BenchConductor: Service {
    private let options: BenchOptions
    private let key: String
    private let disk: BenchDisk
    private let arrivals: BenchArrivals
    private let starts: AsyncStream<DemoConductor.Start>
    private let events: BenchEvents
    private let found = Mutex<(report: BenchReport, diskBefore: Int?, published: Int)?>(nil)

    private static let batch = 1000
    /// Two connections, so that one batch is read while another is being committed.
    private static let publishers = 2
    /// How long nothing may be delivered before the receiver is given up on.
    private static let patience: Duration = .seconds(15)

    init(
        options: BenchOptions, key: String, disk: BenchDisk, arrivals: BenchArrivals,
        starts: AsyncStream<DemoConductor.Start>
    ) {
        self.options = options
        self.key = key
        self.disk = disk
        self.arrivals = arrivals
        self.starts = starts
        events = BenchEvents(payloadBytes: options.bytes)
    }

    /// Returns when everything is measured, or at a signal.
    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await self.measure() }
        } catch is CancellationError {
            return
        }
    }

    /// The figures, with the disk's now that the server has ended; nil when the run was broken off.
    func report() -> BenchReport? {
        found.withLock { $0 }.map { found in
            var report = found.report
            if let before = found.diskBefore, let after = disk.bytes {
                report.diskBytesPerEvent = Double(after - before) / Double(found.published)
            }
            return report
        }
    }

    private func measure() async throws {
        guard let (server, receiver) = await everythingIsUp() else { throw CancellationError() }
        let client = APIClient(base: server, key: key)
        let network = try await client.call(.post, "/v1/networks", body: ["name": "bench", "dialect": "socialplus"])
        let path = "/v1/networks/\(network.text("id"))"
        _ = try await client.call(
            .post, path + "/webhooks",
            body: [
                "url": .string(receiver), "events": ["*"], "secret": .string(options.secret),
                "maxConcurrency": .number(JSONNumber(options.concurrency)),
            ])
        let before = disk.bytes
        let warmUp = min(options.events, 2 * Self.batch)
        _ = try await throughput(0..<warmUp, client, path)
        let rates = try await throughput(warmUp..<warmUp + options.events, client, path)
        let memory = BenchDisk.peakMemoryBytes
        let first = warmUp + options.events
        let latencies = try await latency(first..<first + options.rate * options.seconds, client, path)
        let published = first + options.rate * options.seconds
        try await waitForDeliveries(published, client)
        let report = BenchReport(
            events: options.events, isOwnReceiver: options.url == nil, deliveriesPerSecond: rates.delivered,
            acceptedPerSecond: rates.accepted, rate: options.rate, answer: .init(latencies.answers),
            delivered: .init(latencies.arrivals), peakMemoryBytes: memory)
        found.withLock { $0 = (report, before, published) }
    }

    private func everythingIsUp() async -> (server: String, receiver: String)? {
        var server: String?
        var receiver = options.url
        for await start in starts {
            switch start {
            case .server(let url): server = url
            case .receiver(_, let port): receiver = "http://127.0.0.1:\(port)/"
            case .example: continue
            }
            if let server, let receiver { return (server, receiver) }
        }
        return nil
    }

    /// Publishes in batches as fast as the server takes them, and waits until everything is recorded as delivered.
    private func throughput(
        _ numbers: Range<Int>, _ client: APIClient, _ path: String
    ) async throws -> (delivered: Double, accepted: Double) {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for publisher in 0..<Self.publishers {
                group.addTask { [events] in
                    let first = numbers.lowerBound + publisher * Self.batch
                    for lower in stride(from: first, to: numbers.upperBound, by: Self.publishers * Self.batch) {
                        let upper = min(lower + Self.batch, numbers.upperBound)
                        try await Self.publish(
                            events.lines(lower..<upper), "application/x-ndjson", client, path)
                    }
                }
            }
            try await group.waitForAll()
        }
        let published = ContinuousClock.now - start
        try await waitForDeliveries(numbers.upperBound, client)
        let done = ContinuousClock.now - start
        return (Double(numbers.count) / (done / .seconds(1)), Double(numbers.count) / (published / .seconds(1)))
    }

    /// Publishes one event at a time at a fixed rate, whatever the answers do. The clock of an event starts when it
    /// was due.
    private func latency(
        _ numbers: Range<Int>, _ client: APIClient, _ path: String
    ) async throws -> (answers: [Duration], arrivals: [Duration]) {
        arrivals.begin()
        let start = ContinuousClock.now
        let due: @Sendable (Int) -> ContinuousClock.Instant = { [options] number in
            start + .nanoseconds(1_000_000_000 / options.rate) * (number - numbers.lowerBound)
        }
        let answers = try await withThrowingTaskGroup(of: Duration.self) { group in
            for number in numbers {
                try await ContinuousClock().sleep(until: due(number))
                group.addTask { [events] in
                    var body: [UInt8] = []
                    events.append(number, to: &body)
                    try await Self.publish(body, "application/json", client, path)
                    return ContinuousClock.now - due(number)
                }
            }
            return try await group.reduce(into: [Duration]()) { $0.append($1) }
        }
        guard options.url == nil else { return (answers, []) }
        try await waitForDeliveries(numbers.upperBound, client)
        return (answers, arrivals.all.map { number, at in at - due(number) })
    }

    private static func publish(
        _ body: [UInt8], _ type: String, _ client: APIClient, _ path: String
    ) async throws {
        let answer = try await client.exchange(
            .post, path + "/events", body: ByteBuffer(bytes: body), contentType: type)
        guard answer.status == 202 else { throw answer.failure(hasKey: true) }
    }

    /// Waits until so many deliveries are recorded, counted from the server's start.
    private func waitForDeliveries(_ count: Int, _ client: APIClient) async throws {
        let clock = ContinuousClock()
        var last = -1
        var changed = clock.now
        while true {
            let delivered = try await Self.delivered(client)
            if delivered >= count { return }
            if delivered != last {
                last = delivered
                changed = clock.now
            } else if clock.now - changed > Self.patience {
                throw CommandFailure(
                    "Only \(delivered) of \(count) deliveries came through, and none in the last 15 seconds.",
                    hint: "See what the receiver answers: herald trigger message.didCreate --to URL")
            }
            try await clock.sleep(for: .milliseconds(10))
        }
    }

    private static func delivered(_ client: APIClient) async throws -> Int {
        let answer = try await client.exchange(.get, "/metrics")
        let name = #"herald_deliveries_finished_total{outcome="delivered"} "#
        for line in String(decoding: answer.body, as: UTF8.self).split(separator: "\n") where line.hasPrefix(name) {
            return Int(line.dropFirst(name.count)) ?? 0
        }
        return 0
    }
}
