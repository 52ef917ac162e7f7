import HeraldReceiver

/// What a test's handler does: it notes the events, and fails or waits when told to.
actor Inbox {
    struct Full: Error {}

    private(set) var events: [WebhookEvent] = []
    private var failures = 0
    private var isOpen = true
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var arrived: [CheckedContinuation<Void, Never>] = []

    init(failures: Int = 0, isOpen: Bool = true) {
        self.failures = failures
        self.isOpen = isOpen
    }

    var types: [String] { events.map(\.type) }

    func add(_ event: WebhookEvent) async throws {
        if failures > 0 {
            failures -= 1
            throw Full()
        }
        events.append(event)
        for continuation in arrived { continuation.resume() }
        arrived = []
        if !isOpen { await withCheckedContinuation { waiting.append($0) } }
    }

    /// Returns once an event is inside.
    func untilSomethingArrived() async {
        if events.isEmpty { await withCheckedContinuation { arrived.append($0) } }
    }

    /// Lets the handlers that wait go on.
    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
