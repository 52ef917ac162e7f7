import HeraldJSON

/// Writes JSON straight into bytes, for answers that carry payloads: those are copied, never parsed.
struct JSONOutput {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// Writes an object around what `body` writes.
    mutating func object(_ body: (inout JSONOutput) throws -> Void) rethrows {
        try enclosed(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// Writes an array around what `body` writes.
    mutating func array(_ body: (inout JSONOutput) throws -> Void) rethrows {
        try enclosed(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// Writes a member's key; its value must follow.
    mutating func key(_ name: String) {
        separate()
        JSONStringWriter.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a value.
    mutating func value(_ value: JSONValue) {
        separate()
        value.append(to: &bytes)
    }

    /// Writes text, or null.
    mutating func text(_ text: String?) {
        guard let text else { return value(.null) }
        separate()
        JSONStringWriter.append(text, to: &bytes)
    }

    /// Copies bytes that are valid JSON, or writes null.
    mutating func raw(_ json: [UInt8]?) {
        guard let json else { return value(.null) }
        separate()
        bytes += json
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func enclosed(
        _ open: UInt8, _ close: UInt8, _ body: (inout JSONOutput) throws -> Void
    ) rethrows {
        separate()
        bytes.append(open)
        needsComma = false
        try body(&self)
        bytes.append(close)
        needsComma = true
    }
}
