import HeraldJSON
import HeraldModel

/// The tokens of an acknowledgement, a return or an extension, as they were sent.
struct TokenList {
    let texts: [String]
    private let tokens: [LeaseToken?]

    static let limit = 1000

    /// Reads `tokens`, each of which counts once.
    init(_ reader: inout FieldReader) {
        let given =
            reader.required(
                "tokens", FieldRule<[String]>.list(of: .text(1...128), count: 1...Self.limit)) ?? []
        var seen: Set<String> = []
        texts = given.filter { seen.insert($0).inserted }
        tokens = texts.map { LeaseToken($0) }
    }

    /// What became of each. What is no token belongs to no lease.
    func outcomes(_ body: ([LeaseToken]) async throws -> [LeaseOutcome]) async throws -> [TokenOutcome] {
        let known = tokens.compactMap(\.self)
        var found = try await (known.isEmpty ? [] : body(known)).makeIterator()
        return zip(texts, tokens).map { text, token in
            TokenOutcome(token: text, outcome: token == nil ? .unknown : found.next() ?? .unknown)
        }
    }
}
