public import HeraldModel
import HeraldReceiver
import HeraldStore

/// Takes what providers post: verifies, recognises repeats, appends durably, and only then lets the answer go.
public struct Ingest: Sendable {
    private let store: any EventLog
    private let directory: Directory
    private let notifier: EventNotifier
    private let metrics: ServerMetrics
    private let clock: WallClock
    private let proxies: TrustedProxies
    private let refusals: SourceRefusals

    /// The largest body taken, as it comes and inflated.
    public static let bodyBytes = 1 << 20
    /// How many headers a request may have, and their bytes in all.
    public static let headerLimits = (count: 64, bytes: 16 << 10)
    /// How long a request's body may take to come.
    public static let readDeadline: Duration = .seconds(10)

    init(
        store: any EventLog, directory: Directory, notifier: EventNotifier, metrics: ServerMetrics, clock: WallClock,
        proxies: TrustedProxies, refusals: SourceRefusals
    ) {
        self.store = store
        self.directory = directory
        self.notifier = notifier
        self.metrics = metrics
        self.clock = clock
        self.proxies = proxies
        self.refusals = refusals
    }

    /// The door of a source.
    /// - Throws: a refusal when there is none.
    public func door(_ id: SourceID) throws(OperationError) -> SourceDoor {
        guard let door = directory.door(id) else { throw .notFound("source") }
        return door
    }

    /// Who sent a request.
    /// - Parameters:
    ///   - peer: the other end of the connection.
    ///   - forwardedFor: the request's `X-Forwarded-For`, believed as far as trusted proxies wrote it.
    /// - Returns: nil when it cannot be told.
    public func client(peer: IPAddress?, forwardedFor: [String]) -> IPAddress? {
        proxies.client(peer: peer, forwardedFor: forwardedFor)
    }

    /// Refuses, and counts, what comes from an address the source does not take requests from.
    /// - Parameters:
    ///   - client: who sent it.
    ///   - headerNames: what is remembered of a request that is refused.
    public func admit(
        _ client: @autoclosure () -> IPAddress?, headerNames: @autoclosure () -> [String] = [], at door: SourceDoor
    ) throws(OperationError) {
        guard door.source.allowedAddresses != nil else { return }
        let client = client()
        guard !door.admits(client) else { return }
        refused(.addressNotAllowed, from: client, headerNames: headerNames(), at: door)
        throw .addressNotAllowed
    }

    /// Takes one request, its headers and its body as they came. Returns once the event is durable, at once for a
    /// repeat.
    /// - Throws: ``OperationError`` for what is refused, counted by its code and remembered with who sent it.
    public func receive(
        _ headers: [(name: String, value: String)], _ body: [UInt8], from client: @autoclosure () -> IPAddress? = nil,
        at door: SourceDoor
    ) async throws(OperationError) {
        let start = ContinuousClock.now
        do throws(OperationError) {
            guard let event = try verify(headers, body, at: door) else {
                door.stats.countLegacy()
                return
            }
            let isDuplicate = try await append(event, to: door.source.networkID)
            door.stats.countSuccess(isDuplicate: isDuplicate, at: clock.now, after: start.duration(to: .now))
        } catch {
            count(
                error, after: start.duration(to: .now), from: client(), headerNames: headers.map(\.name),
                bodyBytes: body.count, at: door)
            throw error
        }
    }

    /// Counts a request that was refused before it was read to its end.
    public func refused(
        _ error: OperationError, from client: IPAddress?, headerNames: [String], at door: SourceDoor
    ) {
        count(error, after: .zero, from: client, headerNames: headerNames, bodyBytes: nil, at: door)
    }

    private func count(
        _ error: OperationError, after duration: Duration, from client: IPAddress?, headerNames: [String],
        bodyBytes: Int?, at door: SourceDoor
    ) {
        let now = clock.now
        door.stats.countRefusal(error.code, at: now, after: duration)
        refusals.add(
            SourceRefusal(
                error.code, at: now, provider: door.source.provider, client: client, headerNames: headerNames,
                bodyBytes: bodyBytes),
            of: door.source.id)
    }

    /// - Returns: nil for the second request that social.plus sends for old receivers.
    private func verify(
        _ headers: [(name: String, value: String)], _ body: [UInt8], at door: SourceDoor
    ) throws(OperationError) -> NewEvent? {
        let source = door.source
        guard source.isEnabled else { throw .sourceDisabled }
        guard headers.count <= Self.headerLimits.count,
            headers.reduce(0, { $0 + $1.name.utf8.count + $1.value.utf8.count }) <= Self.headerLimits.bytes
        else { throw .headersTooLarge }
        let now = clock.now
        switch door.receiver(at: now).verify(headers: headers, body: body, now: now.milliseconds / 1000) {
        case .legacyDuplicate: return nil
        case .rejected(let rejection): throw .rejected(rejection)
        case .verified(let event):
            guard let routes = directory.routes(of: source.networkID) else { throw .notFound("source") }
            return try ReceivedEvent(source: source, headers: headers, body: body, now: now)
                .event(event, routes: routes)
        }
    }

    /// - Returns: whether the event was known.
    private func append(_ event: NewEvent, to network: NetworkID) async throws(OperationError) -> Bool {
        let result: AppendResult
        do {
            result = try await store.append([event], to: network)
        } catch let error as StoreError {
            throw .repeatLater(.from(error, subject: "source"))
        } catch {
            throw .repeatLater(.from(.closed))
        }
        guard case .accepted(let outcomes) = result else { throw .repeatLater(.from(.conflict)) }
        metrics.countAccepted(outcomes)
        let isDuplicate = outcomes.first?.isDuplicate ?? false
        if !isDuplicate { notifier.notify(network) }
        return isDuplicate
    }
}
