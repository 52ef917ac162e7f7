import HeraldDelivery

/// The life of one connection, without I/O: opening → idle → sending → awaiting → answered → idle or closed.
///
/// One request at a time. Every request that began ends in exactly one of the actions `answer`, `fail` and `retry`,
/// unless it was taken away by ``abandon()``.
struct ConnectionMachine {
    /// What the owner must do now.
    enum Action {
        case none
        /// The connection can take a request.
        case ready
        case close
        /// Report the answer. Reading on decides whether the connection stays.
        case answer(TransportResponse)
        /// Report the failure and close.
        case fail(TransportFailure)
        /// The connection had been given up by the peer while it was idle: send the request on a fresh one, and close
        /// this one.
        case retry
    }

    private enum State {
        case opening
        case idle
        /// The request is being handed to the socket.
        case sending
        case awaiting
        /// The answer is complete; the rest of what came with it is still being read.
        case answered
        case closed
    }

    private var state = State.opening
    private var parser: ResponseParser
    private var isSent = false
    /// Whether the last read left nothing in the socket.
    private var isDrained = true
    /// Whether the connection has brought an answer before. Then it may be dead without our knowing, and its end before
    /// any byte of the next answer says nothing about the request: every request of a delivery carries the same id, so
    /// that one may be repeated. On a fresh connection the same end is the receiver's doing.
    private(set) var isReused = false

    init(limits: ResponseLimits) {
        parser = ResponseParser(limits: limits)
    }

    /// Whether the connection is closed or about to be.
    var isClosed: Bool { state == .closed }

    /// The connection, TLS included, is there.
    mutating func opened() -> Action {
        guard state == .opening else { return .none }
        state = .idle
        return .ready
    }

    /// A request is about to be sent.
    /// - Parameter isAllOrNothing: The request is so small that the socket takes it whole or fails.
    mutating func begin(isAllOrNothing: Bool) {
        isSent = isAllOrNothing
        state = .sending
    }

    /// The request was handed to the socket.
    /// - Parameter isConnected: Whether the connection survived it.
    mutating func handedOver(isConnected: Bool) -> Action {
        guard state == .sending else { return .none }
        if !isConnected { return closed() }
        state = .awaiting
        return .none
    }

    /// The socket took the last byte of the request.
    mutating func sent() {
        isSent = true
    }

    /// Bytes came.
    /// - Parameter isAll: Whether the socket had no more at that moment.
    mutating func received(_ bytes: Span<UInt8>, isAll: Bool = true) -> Action {
        isDrained = isAll
        switch state {
        case .opening, .closed: return .none
        case .idle:
            // Nobody asked.
            state = .closed
            return .close
        case .answered:
            _ = parser.receive(bytes)
            return .none
        case .sending, .awaiting:
            return proceed(parser.receive(bytes))
        }
    }

    /// All that had come was handed over.
    mutating func readComplete() -> Action {
        guard state == .answered else { return .none }
        // A peer that answers before it has the whole request would take the rest for the next one, and what may still
        // be in the socket would be taken for the next answer.
        guard parser.canReuse, isSent, isDrained else {
            state = .closed
            return .close
        }
        // Now rather than before the next request, so that idle connections hold no answers.
        parser.reset()
        isReused = true
        state = .idle
        return .ready
    }

    /// The connection is gone.
    mutating func closed(by failure: TransportFailure = .connectionClosed) -> Action {
        defer { state = .closed }
        switch state {
        case .opening, .idle, .answered, .closed: return .none
        case .sending, .awaiting:
            if isReused, !parser.hasStarted, failure == .connectionClosed { return .retry }
        }
        if case .complete = parser.end() { return .answer(parser.response) }
        return .fail(failure)
    }

    /// The owner gives the connection up, and its request with it.
    mutating func abandon() {
        state = .closed
    }

    private mutating func proceed(_ progress: ResponseParser.Progress) -> Action {
        switch progress {
        case .incomplete: return .none
        case .complete:
            // While sending, the socket failed and what had come before is drained; no more will follow.
            state = .answered
            return .answer(parser.response)
        case .failed(let failure):
            state = .closed
            return .fail(failure)
        }
    }
}
