import HeraldJSON
import HeraldModel

/// How an attempt looks to users.
enum AttemptView {
    static func json(_ attempt: Attempt) -> JSONValue {
        [
            "number": .count(attempt.number),
            "legacy": .bool(attempt.isLegacy),
            "startedAt": .time(attempt.startedAt),
            "durationMs": .milliseconds(microseconds: attempt.durationMicroseconds),
            "status": .count(attempt.status),
            "error": .text(attempt.error),
            "timing": attempt.timing.map(timing) ?? .null,
            "responseHeaders": .object(headers(attempt.responseHead)),
            "responseBody": .string(String(decoding: attempt.responseBody, as: UTF8.self)),
        ]
    }

    private static func timing(_ timing: AttemptTiming) -> JSONValue {
        var object = JSONObject()
        let phases = [
            ("resolveMs", timing.resolveMicroseconds), ("connectMs", timing.connectMicroseconds),
            ("tlsMs", timing.tlsMicroseconds), ("firstByteMs", timing.firstByteMicroseconds),
        ]
        for (name, time) in phases where time != nil { object[name] = .milliseconds(microseconds: time) }
        object["reused"] = .bool(timing.isReused)
        return .object(object)
    }

    /// Header lines as an object with lower-case names; values of repeated names are joined with commas.
    static func headers(_ head: [UInt8]) -> JSONObject {
        var object = JSONObject()
        for line in head.split(whereSeparator: { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            let value = String(decoding: line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
            object[name] = .string(object[name]?.string.map { "\($0), \(value)" } ?? value)
        }
        return object
    }
}
