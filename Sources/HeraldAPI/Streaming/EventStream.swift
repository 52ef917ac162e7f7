import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Follows a network's log as server-sent events.
///
/// The store is the only source: wake-ups merely say that reading again may be worthwhile, and a slow reader holds
/// nothing but its own place.
struct EventStream {
    /// Which types to follow; none for all.
    var types: [EventPattern] = []
    /// Writes an event's data as one line; nil passes over it.
    var data: @Sendable (EventRecord) -> [UInt8]?

    /// How many events one read takes.
    private static let pageSize = 100
    /// How often to look without being woken, and to show the reader that the line is alive.
    private static let heartbeat: Duration = .seconds(15)

    /// All events, as the other calls show them.
    static func events(to call: Call) async throws -> Response {
        let query = try QueryReader(call.request, known: ["type", "limit", "lastEventId"])
        let stream = EventStream(types: try query.patterns("type")) { event in
            var output = JSONOutput()
            output.object { EventView.writeMembers(event, to: &$0) }
            return output.bytes
        }
        return try await stream.response(to: call, query)
    }

    /// What a source took in, as it came.
    static func requests(to call: Call) async throws -> Response {
        let query = try QueryReader(call.request, known: ["limit", "lastEventId"])
        let source = try call.operations.sources.door(try call.id("source"), of: try call.network).source.id
        let stream = EventStream { event in
            guard let request = event.received, request.sourceID == source else { return nil }
            return ReceivedRequestView.json(request, of: event).encoded()
        }
        return try await stream.response(to: call, query)
    }

    /// Starts after `Last-Event-ID` (or `lastEventId`), else with the next event to come. With `limit` the stream ends
    /// by itself after so many events.
    private func response(to call: Call, _ query: QueryReader) async throws -> Response {
        let network = try call.network
        let limit = query.text("limit") == nil ? Int.max : try query.limit()
        let start = try await Self.start(call, query, network)
        let (wakeUps, source) = call.operations.notifier.listen(to: network)
        let inspection = call.operations.inspection
        let body = ResponseBody { writer in
            defer { source.finish() }
            try await writer.write(ByteBuffer(string: ": following \(network)\n\n"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    while true {
                        try await Task.sleep(for: Self.heartbeat)
                        source.yield()
                    }
                }
                defer { group.cancelAll() }
                source.yield()
                var follower = Follower(stream: self, cursor: start, left: limit)
                for await _ in wakeUps.cancelOnGracefulShutdown() {
                    let wrote = try await follower.catchUp(inspection, network, to: &writer)
                    guard follower.left > 0 else { break }
                    if !wrote { try await writer.write(ByteBuffer(string: ": alive\n\n")) }
                }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"], body: body)
    }

    private static func start(_ call: Call, _ query: QueryReader, _ network: NetworkID) async throws -> EventID {
        let header = HTTPField.Name("last-event-id").flatMap { call.request.headers[$0] }
        if let text = header ?? query.text("lastEventId"), !text.isEmpty {
            guard let id = EventID(text) else {
                throw OperationError.invalidParameter("Last-Event-ID", "send the id of an event of this stream.")
            }
            return id
        }
        return try await call.operations.inspection.newestEvent(of: network) ?? EventID(rawValue: 0)
    }

    /// One reader's place in the log.
    private struct Follower {
        let stream: EventStream
        var cursor: EventID
        /// How many more events the reader wants.
        var left: Int

        /// Writes everything after the place.
        /// - Returns: whether there was anything.
        @concurrent mutating func catchUp(
            _ inspection: DeliveryInspection, _ network: NetworkID, to writer: inout any ResponseBodyWriter
        ) async throws -> Bool {
            var wrote = false
            while left > 0 {
                var query = EventQuery(limit: pageSize)
                query.types = stream.types
                query.after = cursor
                let page = try await inspection.following(network, query)
                for event in page where left > 0 {
                    cursor = event.id
                    guard let data = stream.data(event) else { continue }
                    try await writer.write(ByteBuffer(bytes: Self.frame(event, data)))
                    left -= 1
                    wrote = true
                }
                if page.count < query.limit { break }
            }
            return wrote
        }

        /// Neither a type nor the data holds a line break.
        private static func frame(_ event: EventRecord, _ data: [UInt8]) -> [UInt8] {
            Array("id: \(event.id)\nevent: \(event.type)\ndata: ".utf8) + data + Array("\n\n".utf8)
        }
    }
}
