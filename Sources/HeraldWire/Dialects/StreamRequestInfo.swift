import HeraldJSON

/// What Stream tells of the request behind an event: `{type, ip, user_agent, sdk, ext}`, all strings
/// (`reference/stream-chat.md` §5).
struct StreamRequestInfo {
    private let type: String
    private let ip: String
    private let userAgent: String
    private let sdk: String
    private let ext: String

    /// Reads the object at `range` of canonical bytes. Both `user_agent` and `userAgent` are understood; what is
    /// missing is empty, numbers and flags become text, and other keys are left out.
    init(_ bytes: [UInt8], at range: Range<Int>) {
        var texts: [String: String] = [:]
        for member in JSONScanner.members(of: bytes, in: range) {
            guard let key = JSONScanner.string(at: member.key, in: bytes) else { continue }
            texts[key] = JSONScanner.string(at: member.value, in: bytes) ?? Self.scalar(bytes[member.value])
        }
        type = texts["type"] ?? ""
        ip = texts["ip"] ?? ""
        userAgent = texts["user_agent"] ?? texts["userAgent"] ?? ""
        sdk = texts["sdk"] ?? ""
        ext = texts["ext"] ?? ""
    }

    private static func scalar(_ literal: ArraySlice<UInt8>) -> String? {
        switch literal.first {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "n"), nil: nil
        default: String(decoding: literal, as: UTF8.self)
        }
    }

    /// Appends the object.
    func append(to output: inout [UInt8]) {
        let members = [("type", type), ("ip", ip), ("user_agent", userAgent), ("sdk", sdk), ("ext", ext)]
        for (index, (key, value)) in members.enumerated() {
            output.append(UInt8(ascii: index == 0 ? "{" : ","))
            JSONStringWriter.append(key, to: &output)
            output.append(UInt8(ascii: ":"))
            JSONStringWriter.append(value, to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}
