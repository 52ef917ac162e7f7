import HeraldJSON
import HeraldOperations

/// The 202 answer: `{"events":[{"id","type","duplicate","deliveries","notice"?}]}`.
enum PublishAnswer {
    static func json(_ events: [PublishedEvent]) -> [UInt8] {
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
