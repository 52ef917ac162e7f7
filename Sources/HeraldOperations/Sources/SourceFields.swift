import HeraldCatalogue
import HeraldJSON
import HeraldModel
import HeraldReceiver

/// Reads the settings of a source from a request, for creating and changing alike.
struct SourceFields {
    /// How many secrets a source may have.
    static let secretCount = 1...10
    /// How many ranges of addresses a source may name.
    static let rangeCount = 1...100

    /// Applies every member that is there.
    static func apply(_ reader: inout FieldReader, to source: inout Source, now: Timestamp) {
        reader.update(&source.name, "name", cleared: "", .text(0...100))
        reader.update(&source.isEnabled, "enabled", cleared: true, .flag)
        reader.update(
            &source.allowedAddresses, "allowedAddresses", cleared: .some(nil),
            FieldRule<[String]>.list(of: range(for: source.provider), count: rangeCount).optional)
        reader.update(
            &source.secrets, "secrets", .list(of: secret(for: source.provider, now: now), count: secretCount))
    }

    /// A range of addresses, or the word for those the provider publishes.
    private static func range(for provider: Dialect) -> FieldRule<String> {
        FieldRule { value throws(FieldProblem) in
            let text = try FieldRule<String>.text(1...64).read(value)
            guard text == Source.providerAddresses else {
                guard let range = CIDR(text) else {
                    throw FieldProblem("must be an address range such as '192.0.2.0/24', or 'provider'")
                }
                return range.description
            }
            guard ProviderAddresses.ranges(of: provider) != nil else {
                throw FieldProblem("cannot be 'provider': '\(provider.rawValue)' publishes no addresses; name ranges")
            }
            return text
        }
    }

    /// A secret as text, or as `{"secret","apiKey"?}`.
    static func secret(for provider: Dialect, now: Timestamp) -> FieldRule<SourceSecret> {
        FieldRule { value throws(FieldProblem) in
            let text: String
            var apiKey: String?
            if value.object != nil {
                guard let secret = value["secret"] else {
                    throw FieldProblem("must have a member 'secret'", at: "/secret")
                }
                text = try FieldRule<String>.text(1...512).read(secret)
                if let key = value["apiKey"], key != .null { apiKey = try FieldRule<String>.text(1...128).read(key) }
            } else {
                text = try FieldRule<String>.text(1...512).read(value)
            }
            if apiKey != nil, provider != .stream {
                throw FieldProblem("has an 'apiKey', which only the provider 'stream' names in its requests")
            }
            guard Receiver(provider: Provider(provider), secrets: [text]).malformedSecrets.isEmpty else {
                throw FieldProblem("must be 'whsec_' and base64, or a public key 'whpk_' and base64")
            }
            return SourceSecret(value: text, createdAt: now, apiKey: apiKey)
        }
    }
}
