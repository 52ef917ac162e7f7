import AsyncHTTPClient
import FoundationEssentials
import HeraldJSON
import HeraldModel
import NIOCore
import NIOHTTP1
import ServiceLifecycle

/// Follows what a source takes in and hands each request over, one after the other. A connection that is lost is opened
/// again, and goes on behind the last request that was handed over.
struct SourceFeed: Service {
    let client: APIClient
    /// The network's path.
    let network: String
    /// The source's id.
    let source: String
    /// The event to start behind; nil for the newest there is.
    var after: String?
    /// How many requests to hand over; nil for all.
    var limit: Int?
    let console: Console
    let handler: @Sendable (ReceivedRequest) async -> Void

    private static let longestPause = 30

    private var path: String { "\(network)/sources/\(APIClient.escape(source))" }

    func run() async throws {
        var place = try await start()
        var left = limit
        var failures = 0
        while left != 0, !Task.isShuttingDownGracefully {
            do {
                try await cancelWhenGracefulShutdown { [place, left] in
                    try await follow(after: place, left: left)
                }
                failures = 0
            } catch is CancellationError {
                return
            } catch let failure as Interruption {
                failures = failure.place == place ? failures + 1 : 1
                place = failure.place
                left = failure.left
                if left == 0 { return }
                let pause = min(Self.longestPause, 1 << min(failures - 1, 5))
                console.printError("\(failure.reason) Trying again in \(pause) s.")
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(pause)) }
            }
        }
    }

    /// The stream ended before it was meant to.
    private struct Interruption: Error {
        let place: String
        let left: Int?
        let reason: String
    }

    /// What comes while a connection is being opened anew must not be missed, so the place is known from the beginning.
    private func start() async throws -> String {
        if let after { return after }
        let newest = try await client.call(.get, network + "/events", query: [("limit", "1")])
        return newest["data"]?.array?.first?["heraldId"]?.string ?? EventID(rawValue: 0).description
    }

    /// Hands over what comes until the stream ends.
    /// - Throws: ``Interruption`` when it ended early, ``CommandFailure`` when the server refuses.
    private func follow(after start: String, left limit: Int?) async throws {
        var (place, left) = (start, limit)
        do {
            let query = [("lastEventId", place), ("limit", left.map { String($0) })]
            let response = try await client.stream(path + "/requests/stream", query: query)
            guard response.status.code < 500 else {
                throw Interruption(place: place, left: left, reason: "The server answered \(response.status.code).")
            }
            guard response.status == .ok else {
                let body = try await response.body.collect(upTo: 64 << 10)
                throw APIAnswer(
                    status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) },
                    body: Array(body.readableBytesView)
                ).failure(hasKey: client.key != nil)
            }
            var frames = EventFrames()
            for try await chunk in response.body {
                for frame in try frames.take(chunk.readableBytesView) {
                    if let request = Self.request(in: frame) { await handler(request) }
                    place = frame.id
                    left = left.map { $0 - 1 }
                }
            }
            throw Interruption(place: place, left: left, reason: "The server ended the stream.")
        } catch let failure as CommandFailure where failure.status != .unreachable {
            throw failure
        } catch is CancellationError {
            throw CancellationError()
        } catch let interruption as Interruption {
            throw interruption
        } catch {
            if Task.isCancelled { throw CancellationError() }
            let reason =
                (error as? CommandFailure)?.message ?? "The stream broke: \(ConnectionTrouble.describe(error))."
            throw Interruption(place: place, left: left, reason: reason)
        }
    }

    /// The request as the provider made it, with the event's id as webhooks get it.
    private static func request(in frame: EventFrames.Frame) -> ReceivedRequest? {
        guard let document = try? JSONValue(parsing: frame.data),
            let body = document["bodyBase64"]?.string.flatMap({ Data(base64Encoded: $0) }),
            let source = document["sourceId"]?.string
        else { return nil }
        var headers = (document["headers"]?.array ?? []).compactMap { header -> (name: String, value: String)? in
            guard let name = header["name"]?.string, let value = header["value"]?.string else { return nil }
            return (name, value)
        }
        headers.append(("Herald-Event-Id", frame.id))
        return ReceivedRequest(method: "POST", target: "/in/\(source)", headers: headers, body: Array(body))
    }
}
