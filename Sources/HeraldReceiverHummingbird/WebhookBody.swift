import HTTPTypes
import Hummingbird
import NIOCore

/// A request's body, read within bounds of size and time.
enum WebhookBody {
    case complete(ByteBuffer)
    case tooLarge
    case tooSlow

    /// Reads the whole body. What has no end in time is given up, and with it the connection.
    static func read(_ request: Request, limit: Int, deadline: Duration) async throws -> WebhookBody {
        if let announced = request.headers[.contentLength].flatMap(Int.init), announced > limit { return .tooLarge }
        let body = request.body
        return try await withThrowingTaskGroup(of: WebhookBody.self) { group in
            group.addTask {
                do {
                    let bytes = try await body.collect(upTo: limit)
                    // A cancelled read ends early as if the body were complete.
                    try Task.checkCancellation()
                    return .complete(bytes)
                } catch is NIOTooManyBytesError {
                    return .tooLarge
                }
            }
            group.addTask {
                try await Task.sleep(for: deadline)
                return .tooSlow
            }
            defer { group.cancelAll() }
            return try await group.next() ?? .tooSlow
        }
    }
}
