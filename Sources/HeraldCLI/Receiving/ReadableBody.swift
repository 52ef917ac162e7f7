import HeraldGzip
import HeraldReceiver

/// A request's body for people: inflated when it came compressed.
enum ReadableBody {
    /// The body that was verified, else what can be made of the bytes.
    static func bytes(of request: ReceivedRequest, _ verification: Verification?) -> [UInt8] {
        if let event = verification?.event { return event.body }
        guard Gzip.isGzip(request.body) else { return request.body }
        return (try? Gzip.inflate(request.body, limit: ReceiverServer.bodyLimit)) ?? request.body
    }
}
