import HTTPTypes
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
enum EventStream {
    /// How many events one read takes.
    private static let pageSize = 100
    /// How often to look without being woken, and to show the reader that the line is alive.
    private static let heartbeat: Duration = .seconds(15)

    /// Starts after `Last-Event-ID` (or `lastEventId`), else with the next event to come. With `limit` the stream ends
    /// by itself after so many events.
    static func response(to call: Call) async throws -> Response {
        let network = try call.network
        let query = try QueryReader(call.request, known: ["type", "limit", "lastEventId"])
        let types = try query.patterns("type")
        let limit = query.text("limit") == nil ? Int.max : try query.limit()
        let start = try await start(call, query, network)
        let (wakeUps, source) = call.operations.notifier.listen(to: network)
        let inspection = call.operations.inspection
        let body = ResponseBody { writer in
            defer { source.finish() }
            try await writer.write(ByteBuffer(string: ": following \(network)\n\n"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    while true {
                        try await Task.sleep(for: heartbeat)
                        source.yield()
                    }
                }
                defer { group.cancelAll() }
                source.yield()
                var follower = Follower(cursor: start, left: limit)
                for await _ in wakeUps.cancelOnGracefulShutdown() {
                    let wrote = try await follower.catchUp(inspection, network, types, to: &writer)
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
        var cursor: EventID
        /// How many more events the reader wants.
        var left: Int

        /// Writes everything after the place.
        /// - Returns: whether there was anything.
        @concurrent mutating func catchUp(
            _ inspection: DeliveryInspection, _ network: NetworkID, _ types: [EventPattern],
            to writer: inout any ResponseBodyWriter
        ) async throws -> Bool {
            var wrote = false
            while left > 0 {
                var query = EventQuery(limit: min(pageSize, left))
                query.types = types
                query.after = cursor
                let page = try await inspection.following(network, query)
                for event in page {
                    try await writer.write(ByteBuffer(bytes: Self.frame(event)))
                    cursor = event.id
                    left -= 1
                    wrote = true
                }
                if page.count < query.limit { break }
            }
            return wrote
        }

        /// Neither a type nor canonical JSON holds a line break.
        private static func frame(_ event: EventRecord) -> [UInt8] {
            var output = JSONOutput()
            output.object { EventView.writeMembers(event, to: &$0) }
            return Array("id: \(event.id)\nevent: \(event.type)\ndata: ".utf8) + output.bytes + Array("\n\n".utf8)
        }
    }
}
