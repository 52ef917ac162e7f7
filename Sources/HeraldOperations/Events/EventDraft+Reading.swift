import HeraldJSON
import HeraldModel

extension EventDraft {
    /// The longest canonical `requestInfo` in bytes.
    static let requestInfoBytes = 64 << 10

    /// Reads the event at `range` of canonical bytes. Nil when something is wrong; `errors` then names all of it.
    init?(
        _ bytes: [UInt8], _ range: Range<Int>, pointer: String, payloadBytes: Int, errors: inout [FieldError]
    ) {
        guard bytes[range.lowerBound] == UInt8(ascii: "{") else {
            errors.append(FieldError(pointer: pointer, detail: "An event must be a JSON object."))
            return nil
        }
        let faults = errors.count
        func note(_ field: String, _ detail: String, code: String? = nil) {
            errors.append(FieldError(pointer: "\(pointer)/\(field)", detail: detail, code: code))
        }
        var (type, data): (String?, [UInt8]?)
        self.init(type: "", data: [])
        for member in JSONScanner.members(of: bytes, in: range) {
            let value = member.value
            switch String(decoding: bytes[member.key], as: UTF8.self) {
            case "\"type\"":
                type = JSONScanner.string(at: value, in: bytes)
                if type == nil { note("type", "'type' must be a string.") }
                if type == "" { note("type", "'type' must not be empty.") }
                type = type ?? ""
            case "\"data\"":
                data = []
                if bytes[value.lowerBound] != UInt8(ascii: "{") {
                    note("data", "'data' must be an object.")
                } else if value.count > payloadBytes {
                    note(
                        "data", "'data' has \(value.count) bytes; at most \(payloadBytes) are taken.",
                        code: "payload_too_large")
                } else {
                    data = Array(bytes[value])
                }
            case "\"id\"" where !Self.isNull(bytes, value):
                id = JSONScanner.string(at: value, in: bytes)
                if id.map(Self.isUsable(id:)) != true {
                    note("id", "'id' must be a string of 1 to 128 visible ASCII characters.")
                }
            case "\"orderingKey\"" where !Self.isNull(bytes, value):
                orderingKey = JSONScanner.string(at: value, in: bytes)
                if orderingKey.map({ (1...256).contains($0.utf8.count) }) != true {
                    note("orderingKey", "'orderingKey' must be a string of 1 to 256 bytes.")
                }
            case "\"occurredAt\"" where !Self.isNull(bytes, value):
                occurredAt = JSONScanner.string(at: value, in: bytes).flatMap { Timestamp($0) }
                if occurredAt == nil {
                    note("occurredAt", "'occurredAt' must be an RFC 3339 time, such as 2026-01-02T03:04:05.678Z.")
                }
            case "\"requestInfo\"" where !Self.isNull(bytes, value):
                requestInfo = Array(bytes[value])
                if bytes[value.lowerBound] != UInt8(ascii: "{") || value.count > Self.requestInfoBytes {
                    note("requestInfo", "'requestInfo' must be an object of at most \(Self.requestInfoBytes) bytes.")
                }
            case "\"id\"", "\"orderingKey\"", "\"occurredAt\"", "\"requestInfo\"": break
            default:
                let key = JSONScanner.string(at: member.key, in: bytes) ?? ""
                let place = JSONPointer(tokens: [key]).description
                errors.append(
                    FieldError(
                        pointer: pointer + place,
                        detail: "'\(String(key.prefix(64)))' is not a field of an event; known are type, data, id, "
                            + "orderingKey, occurredAt and requestInfo. What receivers shall see belongs into data."))
            }
        }
        if type == nil { note("type", "'type' is required.") }
        if data == nil { note("data", "'data' is required.") }
        guard errors.count == faults, let type, let data else { return nil }
        self.type = type
        self.data = data
    }

    private static func isNull(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        bytes[range.lowerBound] == UInt8(ascii: "n")
    }

    /// Ids travel in headers and URLs.
    private static func isUsable(id: String) -> Bool {
        (1...128).contains(id.utf8.count) && id.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
