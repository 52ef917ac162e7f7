import HeraldJSON

/// What Sendbird's settings take out of a payload (`reference/sendbird.md` §5). Nothing else in it changes.
struct PayloadRules: Sendable {
    let includeUnreadCount: Bool

    /// Whether a key, with its quotes, is one the envelope sets.
    static func isEnvelopeKey(_ key: ArraySlice<UInt8>) -> Bool {
        key.elementsEqual(#""category""#.utf8) || key.elementsEqual(#""app_id""#.utf8)
    }

    /// Whether a key, with its quotes, is `members`.
    static func isMembers(_ key: ArraySlice<UInt8>) -> Bool { key.elementsEqual(#""members""#.utf8) }

    /// Appends a top-level member's value, escaped; without unread counters where they are not wanted.
    func appendValue(of member: JSONScanner.Member, in data: [UInt8], to output: inout [UInt8]) {
        let key = data[member.key]
        let counts = Self.isMembers(key) || key.elementsEqual(#""read_updates""#.utf8)
        guard counts, !includeUnreadCount, data[member.value.lowerBound] == UInt8(ascii: "[") else {
            EscapedJSON.append(data, member.value, to: &output)
            return
        }
        output.append(UInt8(ascii: "["))
        for (index, element) in JSONScanner.elements(of: data, in: member.value).enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            appendWithoutCounters(data, element, to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    private func appendWithoutCounters(_ data: [UInt8], _ element: Range<Int>, to output: inout [UInt8]) {
        guard data[element.lowerBound] == UInt8(ascii: "{") else {
            EscapedJSON.append(data, element, to: &output)
            return
        }
        output.append(UInt8(ascii: "{"))
        var isFirst = true
        for member in JSONScanner.members(of: data, in: element) where !Self.isCounter(data[member.key]) {
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            EscapedJSON.append(data, member.key, to: &output)
            output.append(UInt8(ascii: ":"))
            EscapedJSON.append(data, member.value, to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// `unread_message_count`, `total_unread_message_count` and `channel_unread_message_count`.
    private static func isCounter(_ key: ArraySlice<UInt8>) -> Bool {
        key.elementsEqual(#""unread_message_count""#.utf8) || key.elementsEqual(#""total_unread_message_count""#.utf8)
            || key.elementsEqual(#""channel_unread_message_count""#.utf8)
    }
}
