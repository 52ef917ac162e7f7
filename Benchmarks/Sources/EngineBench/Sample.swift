import HeraldModel

/// The event everything is measured with: about 800 bytes once delivered.
enum Sample {
    static let type = "message.didCreate"
    static let now = Timestamp(milliseconds: 1_790_000_000_000)

    static let data: [UInt8] = {
        let text = String(repeating: "The quick brown fox jumps over the lazy dog. ", count: 11).prefix(480)
        return Array(
            """
            {"messages":[{"channelId":"channel-7","channelSegment":7,"createdAt":"2026-01-02T03:04:05.678Z",\
            "data":{"text":"\(text)"},"messageId":"65f000000000000000000007","type":"text",\
            "updatedAt":"2026-01-02T03:04:05.678Z","userId":"ann"}],"users":[{"userId":"ann"}]}
            """.utf8)
    }()

    static func event(_ number: Int64, of network: NetworkID) -> EventRecord {
        EventRecord(
            id: EventID(rawValue: number), networkID: network, type: type, data: data, occurredAt: now)
    }
}
