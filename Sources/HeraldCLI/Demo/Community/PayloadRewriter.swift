import HeraldJSON
import HeraldModel

/// Turns a sample into an event of ours: other ids, in our time.
struct PayloadRewriter {
    /// What stands in the place of which text. Texts that are paths are replaced step by step.
    let replacements: [String: String]
    /// When the event happens; the sample's times keep their distances to each other.
    let now: Timestamp

    /// The rewritten payload.
    func rewrite(_ sample: JSONValue) -> JSONValue {
        let latest = Self.latestTime(in: sample)
        return rewrite(sample, shift: latest.map { now.milliseconds - $0.milliseconds } ?? 0)
    }

    private func rewrite(_ value: JSONValue, shift: Int64) -> JSONValue {
        switch value {
        case .string(let text): .string(rewrite(text, shift: shift))
        case .array(let elements): .array(elements.map { rewrite($0, shift: shift) })
        case .object(let object):
            .object(JSONObject(object.members.map { .init($0.key, rewrite($0.value, shift: shift)) }))
        default: value
        }
    }

    private func rewrite(_ text: String, shift: Int64) -> String {
        if let replacement = replacements[text] { return replacement }
        if let time = Self.time(text) { return time.advanced(byMilliseconds: shift).description }
        guard text.utf8.contains(UInt8(ascii: "/")) else { return text }
        let steps = text.split(separator: "/", omittingEmptySubsequences: false)
        return steps.map { replacements[String($0)] ?? String($0) }.joined(separator: "/")
    }

    private static func latestTime(in value: JSONValue) -> Timestamp? {
        switch value {
        case .string(let text): time(text)
        case .array(let elements): elements.compactMap(latestTime).max()
        case .object(let object): object.members.compactMap { latestTime(in: $0.value) }.max()
        default: nil
        }
    }

    /// Reads exactly the form the samples use, so that nothing else is taken for a time.
    private static func time(_ text: String) -> Timestamp? {
        let bytes = text.utf8
        guard bytes.count == 24, bytes.last == UInt8(ascii: "Z"),
            bytes.first.map({ (0x30...0x39).contains($0) }) == true
        else { return nil }
        return Timestamp(text)
    }
}

extension JSONValue {
    /// The document with another value at a place that exists; unchanged when there is no such place.
    func replacing(_ path: [String], with value: JSONValue) -> JSONValue { replacing(path[...], with: value) }

    private func replacing(_ path: ArraySlice<String>, with value: JSONValue) -> JSONValue {
        guard let step = path.first else { return value }
        switch self {
        case .object(var object):
            guard let member = object[step] else { return self }
            object[step] = member.replacing(path.dropFirst(), with: value)
            return .object(object)
        case .array(var elements):
            guard let index = Int(step), elements.indices.contains(index) else { return self }
            elements[index] = elements[index].replacing(path.dropFirst(), with: value)
            return .array(elements)
        default: return self
        }
    }
}
