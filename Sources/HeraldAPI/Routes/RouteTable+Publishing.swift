import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `POST /v1/networks/{network}/events` in full: batches, refusals and every unusual request. The usual small one
    /// is taken before it comes here, by ``PublishHandler``.
    mutating func addPublishing() {
        add(.post, "/v1/networks/{network}/events", needs: .publish) { call in
            guard let format = EventFormat(mediaType: call.mediaType) else {
                throw OperationError.unsupportedMediaType(
                    call.mediaType ?? "", expected: "application/json or application/x-ndjson")
            }
            let limit = call.operations.publishing.limits.batchBytes
            let body = try await call.collect(upTo: limit, orThrow: .batchTooLarge(limit: limit))
            let network = try call.network
            let batch = try body.withUnsafeReadableBytes { raw in
                try raw.withMemoryRebound(to: UInt8.self) { bytes in
                    try call.operations.publishing.prepare(bytes, format: format, for: network)
                }
            }
            let events = try await call.operations.publishing.accept(batch)
            return .json(bytes: PublishAnswer.json(events), status: .accepted)
        }
    }
}
