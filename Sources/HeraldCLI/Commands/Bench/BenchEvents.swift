/// The events that `herald bench` publishes: all alike but for their number.
struct BenchEvents: Sendable {
    private let start: [UInt8]
    private let end: [UInt8]

    /// What stands before an event's number in its payload.
    static let marker = Array(#""segment":"#.utf8)

    /// Events with payloads of about `bytes` bytes.
    init(payloadBytes bytes: Int) {
        start = Array(#"{"type":"message.didCreate","data":{"messages":[{"channelId":"bench","segment":"#.utf8)
        let text = String(repeating: "x", count: max(0, bytes - 150))
        end = Array(
            #","data":{"text":"\#(text)"},"messageId":"65f000000000000000000001","type":"text","userId":"ann"}]}}"#.utf8
        )
    }

    /// Appends one event as JSON.
    func append(_ number: Int, to bytes: inout [UInt8]) {
        bytes += start
        bytes += String(number).utf8
        bytes += end
    }

    /// Events in NDJSON.
    func lines(_ numbers: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(numbers.count * (start.count + end.count + 8))
        for number in numbers {
            append(number, to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}
