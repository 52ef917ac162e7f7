public import HeraldStore

/// The limits an operator sets for every network.
public struct OperationLimits: Hashable, Sendable {
    /// How many webhooks one network may have.
    public var webhooksPerNetwork: Int
    /// How many custom commands one network may have.
    public var commandsPerNetwork: Int
    /// How many alert rules one network may have.
    public var alertsPerNetwork: Int
    /// How many bytes one event's payload may have, in its canonical form.
    public var payloadBytes: Int
    /// How many bytes one publishing request may have.
    public var batchBytes: Int
    /// How many events a JSON array may hold.
    public var eventsPerArray: Int
    /// How many events a stream of lines (NDJSON) may hold.
    public var eventsPerStream: Int
    /// How long one request may search the log before it answers with what it found.
    public var search: SearchBound

    /// The contract's limits unless told otherwise.
    public init(
        webhooksPerNetwork: Int = 10, payloadBytes: Int = 1 << 20, batchBytes: Int = 8 << 20,
        eventsPerArray: Int = 1000, eventsPerStream: Int = 10_000, commandsPerNetwork: Int = 50,
        alertsPerNetwork: Int = 50, search: SearchBound = SearchBound(duration: .milliseconds(100))
    ) {
        self.webhooksPerNetwork = webhooksPerNetwork
        self.commandsPerNetwork = commandsPerNetwork
        self.alertsPerNetwork = alertsPerNetwork
        self.payloadBytes = payloadBytes
        self.batchBytes = batchBytes
        self.eventsPerArray = eventsPerArray
        self.eventsPerStream = eventsPerStream
        self.search = search
    }
}
