import HeraldJSON
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `POST /v1/networks/{network}/events`: the hot path. No tree is built and nothing goes through Codable.
    mutating func addPublishing() {
        add(.post, "/v1/networks/{network}/events", needs: .publish) { call in
            let format = try call.eventFormat()
            let limit = call.operations.publishing.limits.batchBytes
            let body = try await call.collect(upTo: limit, orThrow: .batchTooLarge(limit: limit))
            let network = try call.network
            let batch = try body.withUnsafeReadableBytes { raw in
                try raw.withMemoryRebound(to: UInt8.self) { bytes in
                    try call.operations.publishing.prepare(bytes, format: format, for: network)
                }
            }
            let events = try await call.operations.publishing.accept(batch)
            return .json(bytes: Self.answer(events), status: .accepted)
        }
    }

    private static func answer(_ events: [PublishedEvent]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16 + events.count * 112)
        bytes += #"{"events":["#.utf8
        for (index, event) in events.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += #"{"id":"#.utf8
            JSONStringWriter.append(event.id, to: &bytes)
            bytes += #","type":"#.utf8
            JSONStringWriter.append(event.type, to: &bytes)
            bytes += #","duplicate":"#.utf8
            bytes += event.isDuplicate ? "true".utf8 : "false".utf8
            bytes += #","deliveries":"#.utf8
            bytes += String(event.deliveries).utf8
            if let notice = event.notice {
                bytes += #","notice":"#.utf8
                JSONStringWriter.append(notice, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
        bytes += "]}".utf8
        return bytes
    }
}

extension Call {
    fileprivate func eventFormat() throws(OperationError) -> EventFormat {
        switch mediaType {
        case nil, "application/json": return .json
        case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines": return .lines
        case let type?:
            throw .unsupportedMediaType(type, expected: "application/json or application/x-ndjson")
        }
    }
}
