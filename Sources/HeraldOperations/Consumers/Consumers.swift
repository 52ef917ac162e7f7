public import HeraldJSON
public import HeraldModel
import HeraldStore

/// Creates, shows and moves consumers, and hands events out to them.
public struct Consumers: Sendable {
    let store: any ConsumerBook
    let directory: Directory
    /// Says when a network's log has grown.
    let notifier: EventNotifier
    /// Says when events of a network came free otherwise: returned, requeued, or next of their key.
    let releases = EventNotifier()
    let polls: PollLimit
    let clock: WallClock
    private let gate: ChangeGate

    /// How many consumers one network may have.
    static let perNetwork = 100
    /// How many calls of one network may wait for events at a time.
    public static let pollsPerNetwork = 100

    init(
        store: any ConsumerBook, directory: Directory, gate: ChangeGate, notifier: EventNotifier, clock: WallClock,
        pollsPerNetwork: Int = Self.pollsPerNetwork
    ) {
        self.store = store
        self.directory = directory
        self.gate = gate
        self.notifier = notifier
        self.clock = clock
        polls = PollLimit(pollsPerNetwork)
    }

    /// A network's consumers, by name.
    public func all(of network: NetworkID) async throws -> [ConsumerDetail] {
        guard directory.network(network) != nil else { throw OperationError.notFound("network") }
        return try await details(directory.consumers(of: network))
    }

    /// All consumers of all networks, by network and name.
    public func all() async throws -> [ConsumerDetail] { try await details(directory.consumers) }

    /// One consumer.
    public func consumer(_ key: Consumer.Key) async throws -> ConsumerDetail {
        try await detail(try ready(key).consumer)
    }

    /// Creates or changes a consumer from `{"events"?,"filter"?,"ordering"?,"maxAttempts"?,"leaseSeconds"?,
    /// "maxOutstanding"?,"retentionHoldSeconds"?,"startAt"?}`.
    ///
    /// What is not named stays as it is, so a program may send the same request at every start. `startAt` counts for a
    /// new consumer only.
    public func put(_ key: Consumer.Key, _ body: JSONValue) async throws -> ConsumerResult {
        guard Consumer.isName(key.name) else {
            throw OperationError.invalidParameter(
                "consumer", "a name has 1 to 64 letters, digits, '_', '-' and '.', and not dots alone.")
        }
        return try await gate.run {
            guard let network = directory.network(key.networkID) else { throw OperationError.notFound("network") }
            let now = clock.now
            let old = directory.consumer(key)?.consumer
            var consumer = old ?? Consumer(networkID: key.networkID, name: key.name, createdAt: now)
            var reader = FieldReader(body)
            let fields = ConsumerFields(&reader, to: &consumer, dialect: network.dialect)
            try reader.finish()
            guard old != nil || directory.consumers(of: key.networkID).count < Self.perNetwork else {
                throw OperationError.consumerLimit(Self.perNetwork)
            }
            consumer.updatedAt = now
            let saved = consumer
            let isNew = try await OperationError.translating("network") {
                try await store.save(saved, startingAt: fields.start)
            }
            directory.put(saved)
            return ConsumerResult(detail: try await detail(saved), isNew: isNew, warnings: fields.warnings)
        }
    }

    /// Removes a consumer and forgets what it was handed.
    public func delete(_ key: Consumer.Key) async throws {
        try await gate.run {
            _ = try ready(key)
            try await OperationError.translating("consumer") { try await store.deleteConsumer(key) }
            directory.remove(key)
            releases.notify(key.networkID)
        }
    }

    /// Moves a consumer: `{"to":"beginning"|"end"|time}`.
    public func seek(_ key: Consumer.Key, _ body: JSONValue) async throws -> ConsumerDetail {
        let consumer = try ready(key).consumer
        var reader = FieldReader(body)
        let words: KeyValuePairs<String, ConsumerPlace> = ["beginning": .beginning, "end": .end]
        let place = reader.required("to", ConsumerFields.place(words: words))
        try reader.finish()
        guard let place else { throw OperationError.invalidFields(reader.errors) }
        try await OperationError.translating("consumer") { try await store.seek(key, to: place) }
        releases.notify(key.networkID)
        return try await detail(consumer)
    }

    /// A consumer's dead letters, the newest event first.
    public func deadLetters(of key: Consumer.Key, before: EventID?, limit: Int) async throws -> Page<DeadLetter> {
        _ = try ready(key)
        let found = try await OperationError.translating("consumer") {
            try await store.deadLetters(of: key, before: before, limit: limit + 1)
        }
        return Page(found, limit: limit) { $0.event.id.description }
    }

    /// Has dead letters handed out again: `{"events":["evt_…"]}` or `{"all":true}`.
    public func requeueDeadLetters(of key: Consumer.Key, _ body: JSONValue) async throws -> Int {
        _ = try ready(key)
        let events = try chosen(body)
        let count = try await OperationError.translating("consumer") {
            try await store.requeueDeadLetters(events, of: key)
        }
        releases.notify(key.networkID)
        return count
    }

    /// Forgets dead letters: one, or all.
    public func dropDeadLetters(of key: Consumer.Key, event: EventID?) async throws -> Int {
        _ = try ready(key)
        return try await OperationError.translating("consumer") {
            try await store.dropDeadLetters(event.map { [$0] }, of: key)
        }
    }

    private func chosen(_ body: JSONValue) throws(OperationError) -> [EventID]? {
        var reader = FieldReader(body)
        let id = FieldRule<String>.text(1...64).then { text throws(FieldProblem) in
            guard let id = EventID(text) else { throw FieldProblem("must be an event's 'heraldId' (evt_…)") }
            return id
        }
        let events = reader.optional("events", .list(of: id, count: 1...1000))
        let isAll = reader.optional("all", .flag) ?? false
        if events == nil, !isAll { reader.fail("events", FieldProblem("is required, unless 'all' is true")) }
        if events != nil, isAll { reader.fail("all", FieldProblem("cannot stand beside 'events'")) }
        try reader.finish()
        return events
    }

    /// The registered consumer.
    func ready(_ key: Consumer.Key) throws(OperationError) -> Directory.ReadyConsumer {
        guard let ready = directory.consumer(key) else { throw .notFound("consumer") }
        return ready
    }

    private func detail(_ consumer: Consumer) async throws -> ConsumerDetail {
        let state = try await OperationError.translating("consumer") { try await store.state(of: consumer.key) }
        return ConsumerDetail(consumer: consumer, state: state, at: clock.now)
    }

    private func details(_ consumers: [Consumer]) async throws -> [ConsumerDetail] {
        var details: [ConsumerDetail] = []
        for consumer in consumers {
            do {
                details.append(try await detail(consumer))
            } catch let error as OperationError where error.kind == .notFound {
                // It was deleted meanwhile.
            }
        }
        return details
    }
}
