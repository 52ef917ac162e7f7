import HeraldJSON
import HeraldModel

/// A ``PayloadFilter`` ready to be held against many payloads: values are kept in canonical bytes, so that comparing
/// needs no parsing.
struct CompiledFilter: Sendable {
    private indirect enum Node: Sendable {
        case isIn(place: Place, values: [[UInt8]])
        case hasPrefix(place: Place, prefix: String)
        case all([Node])
        case any([Node])
        case not(Node)
    }

    /// Where a condition looks.
    private enum Place: Sendable {
        case type
        case data(JSONPointer)
        case nowhere

        init(_ pointer: JSONPointer) {
            switch (pointer.tokens.first, pointer.tokens.count) {
            case ("data", _): self = .data(JSONPointer(tokens: Array(pointer.tokens.dropFirst())))
            case ("event", 1), ("type", 1): self = .type
            default: self = .nowhere
            }
        }
    }

    private let root: Node

    init(_ filter: PayloadFilter) { root = Self.compile(filter) }

    /// Whether the condition holds for an event.
    func matches(type: String, data: [UInt8]) -> Bool { Self.holds(root, type: type, data: data) }

    private static func compile(_ filter: PayloadFilter) -> Node {
        switch filter {
        case .isIn(let path, let values):
            .isIn(place: Place(path), values: values.map(canonicalBytes))
        case .hasPrefix(let path, let prefix): .hasPrefix(place: Place(path), prefix: prefix)
        case .all(let parts): .all(parts.map(compile))
        case .any(let parts): .any(parts.map(compile))
        case .not(let part): .not(compile(part))
        }
    }

    /// What an encoder wrote is valid, so canonicalising can only fail on numbers beyond a double: those match nothing
    /// canonical either way.
    private static func canonicalBytes(_ value: JSONValue) -> [UInt8] {
        let bytes = value.encoded()
        return (try? JSONCanonicalizer.canonicalize(bytes)) ?? bytes
    }

    private static func holds(_ node: Node, type: String, data: [UInt8]) -> Bool {
        switch node {
        case .isIn(.type, let values):
            let bytes = JSONValue.string(type).encoded()
            return values.contains(bytes)
        case .isIn(.data(let pointer), let values):
            guard let range = JSONScanner.value(at: pointer, in: data) else { return false }
            return values.contains { $0.elementsEqual(data[range]) }
        case .hasPrefix(.type, let prefix): return type.utf8.starts(with: prefix.utf8)
        case .hasPrefix(.data(let pointer), let prefix):
            guard let range = JSONScanner.value(at: pointer, in: data),
                let text = JSONScanner.string(at: range, in: data)
            else { return false }
            return text.utf8.starts(with: prefix.utf8)
        case .isIn(.nowhere, _), .hasPrefix(.nowhere, _): return false
        case .all(let parts): return parts.allSatisfy { holds($0, type: type, data: data) }
        case .any(let parts): return parts.contains { holds($0, type: type, data: data) }
        case .not(let part): return !holds(part, type: type, data: data)
        }
    }
}
