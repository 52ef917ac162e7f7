/// Gathers events into batches the server takes: at most 1,000 events and 8 MiB each.
struct EventBatcher {
    /// The most events in a batch.
    let eventLimit: Int
    /// The most bytes in a batch, the array's brackets and commas included.
    let byteLimit: Int

    private var body: [UInt8] = []
    private(set) var pending = 0

    /// One request body.
    struct Batch: Hashable, Sendable {
        /// A JSON array of events.
        var body: [UInt8]
        var count: Int
    }

    init(eventLimit: Int = 1000, byteLimit: Int = 8 << 20) {
        self.eventLimit = eventLimit
        self.byteLimit = byteLimit
    }

    /// Adds an event; returns the batch that had to be closed before it.
    mutating func add(_ event: [UInt8]) -> Batch? {
        // The new event costs its own bytes, a comma, and the closing bracket.
        let isFull = pending > 0 && (pending >= eventLimit || body.count + event.count + 2 > byteLimit)
        let closed = isFull ? flush() : nil
        body.append(pending == 0 ? UInt8(ascii: "[") : UInt8(ascii: ","))
        body += event
        pending += 1
        return closed
    }

    /// Closes the batch that is open; nil when it is empty.
    mutating func flush() -> Batch? {
        guard pending > 0 else { return nil }
        body.append(UInt8(ascii: "]"))
        defer {
            body = []
            pending = 0
        }
        return Batch(body: body, count: pending)
    }
}
