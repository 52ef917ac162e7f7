public import HeraldJSON
public import HeraldModel
import HeraldStore

/// Orders, shows and steers replays; ``ReplayRunner`` carries them out.
public struct Replays: Sendable {
    private let store: any Store
    private let directory: Directory
    private let signal: ReplaySignal
    private let clock: WallClock

    init(store: any Store, directory: Directory, signal: ReplaySignal, clock: WallClock) {
        self.store = store
        self.directory = directory
        self.signal = signal
        self.clock = clock
    }

    /// How many of the matching events an answer shows.
    private static let sampleSize = 10

    /// Orders a replay from `{"webhook","since","until"?,"types"?,"status"?,"ratePerSecond"?,"dryRun"?}`.
    public func create(_ body: JSONValue, in networkID: NetworkID) async throws -> ReplayOrder {
        guard directory.network(networkID) != nil else { throw OperationError.notFound("network") }
        var reader = FieldReader(body)
        let webhook = reader.required("webhook", .text(1...64))
            .flatMap { WebhookID($0) }.flatMap { directory.webhook($0) }
        if body["webhook"]?.string != nil, webhook?.networkID != networkID {
            reader.fail("webhook", FieldProblem("names no webhook of this network"))
        }
        let since = reader.required("since", .time)
        let until = reader.optional("until", .time) ?? clock.now
        if let since, until <= since { reader.fail("until", FieldProblem("must be after 'since'")) }
        let types = reader.optional("types", .list(of: Self.pattern, count: 0...100)) ?? []
        var status = Replay.Status.failed
        reader.update(&status, "status", .choice)
        let rate = reader.optional("ratePerSecond", FieldRule<Int>.count(1...100_000))
        let isDryRun = reader.optional("dryRun", .flag) ?? false
        try reader.finish()
        guard let webhook, let since else { throw OperationError.invalidFields(reader.errors) }
        let selection = Replay.Selection(since: since, until: until, types: types, status: status)
        return try await OperationError.translating("webhook") {
            let (matched, sample) = try await store.preview(
                selection, of: networkID, at: webhook.id, sample: Self.sampleSize)
            guard !isDryRun else { return ReplayOrder(replay: nil, matched: matched, sample: sample) }
            let start = max(0, EventID(firstAt: since).rawValue - 1)
            let replay = Replay(
                id: try await store.makeReplayID(), networkID: networkID, webhookID: webhook.id,
                selection: selection, ratePerSecond: rate, state: .running, matched: matched, enqueued: 0,
                cursor: EventID(rawValue: start), createdAt: clock.now)
            try await store.add(replay)
            signal.send()
            return ReplayOrder(replay: replay, matched: matched, sample: sample)
        }
    }

    /// A network's replays, newest first.
    public func all(of network: NetworkID) async throws -> [Replay] {
        guard directory.network(network) != nil else { throw OperationError.notFound("network") }
        return try await OperationError.translating("replay") { try await store.replays(of: network) }
    }

    /// One replay.
    public func replay(_ id: ReplayID, of network: NetworkID) async throws -> Replay {
        try await OperationError.translating("replay") {
            guard let replay = try await store.replay(id), replay.networkID == network else {
                throw OperationError.notFound("replay")
            }
            return replay
        }
    }

    /// Pauses, resumes or cancels a replay.
    public func setState(_ state: Replay.State, _ id: ReplayID, of network: NetworkID) async throws -> Replay {
        _ = try await replay(id, of: network)
        do {
            let replay = try await store.setState(state, of: id)
            signal.send()
            return replay
        } catch let error as StoreError where error == .conflict {
            throw OperationError(
                .conflict, code: "replay_finished", title: "Replay finished",
                detail: "The replay is completed or cancelled and cannot change any more. Order a new one.")
        } catch let error as StoreError {
            throw OperationError.from(error, subject: "replay")
        }
    }

    private static var pattern: FieldRule<EventPattern> {
        FieldRule<String>.text(1...128).then { text throws(FieldProblem) in
            guard let pattern = EventPattern(text) else {
                throw FieldProblem("holds '\(text)', which is no pattern: write a family such as channel.*, or a type")
            }
            return pattern
        }
    }
}
