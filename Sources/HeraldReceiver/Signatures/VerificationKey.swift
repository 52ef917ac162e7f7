internal import Crypto
internal import FoundationEssentials

/// A secret or public key, prepared to check signatures. Printing it shows nothing.
struct VerificationKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// Its place among the secrets that were given, counted from 1.
    let place: Int
    /// The API key the secret belongs to, when that was told.
    let apiKey: String?
    private let material: Material
    /// What the same secret gives after a usual slip. Only for explanations.
    private let slips: [(change: String, material: Material)]

    private enum Material: Sendable {
        case hmac(HMAC<SHA256>)
        case ed25519(Curve25519.Signing.PublicKey)

        init(bytes: [UInt8]) { self = .hmac(HMAC(key: SymmetricKey(data: bytes))) }
        init(text: some StringProtocol) { self.init(bytes: Array(text.utf8)) }
    }

    /// A secret whose UTF-8 bytes are the key of HMAC-SHA256.
    init(text: String, place: Int, apiKey: String?) {
        self.place = place
        self.apiKey = apiKey
        material = Material(text: text)
        let trimmed = Self.trimmed(text)
        var slips = trimmed.count < text.count ? [(Self.whitespaceSlip, Material(text: trimmed))] : []
        if trimmed.hasPrefix("whsec_"), let bytes = Base64Text.decode(Array(trimmed.utf8.dropFirst(6))) {
            slips.append(("% is decoded as a Standard Webhooks secret", Material(bytes: bytes)))
        }
        self.slips = slips
    }

    /// A secret of Standard Webhooks (`whsec_` and base64, or base64 alone), or a public key (`whpk_` and base64 of
    /// its 32 bytes). Nil for anything else.
    init?(standard text: String, place: Int) {
        self.place = place
        apiKey = nil
        let trimmed = Self.trimmed(text)
        if trimmed.hasPrefix("whpk_") {
            guard let bytes = Base64Text.decode(Array(trimmed.utf8.dropFirst(5))),
                let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
            else { return nil }
            material = .ed25519(key)
            slips = []
        } else {
            let digits = trimmed.hasPrefix("whsec_") ? trimmed.dropFirst(6) : trimmed
            guard let bytes = Base64Text.decode(Array(digits.utf8)), !bytes.isEmpty else { return nil }
            material = Material(bytes: bytes)
            slips = [
                ("% is used as text, whsec_ and all, instead of being decoded", Material(text: trimmed)),
                ("% is used as text without being decoded from base64", Material(text: digits)),
                ("whsec_ is put in front of % and all of it used as text", Material(text: "whsec_" + digits)),
            ]
        }
    }

    /// Whether one of the codes is the signature of `content`. Compares in constant time.
    func matches(_ codes: [SignatureCode], content: [UInt8]) -> Bool {
        Self.matches(codes, content: content, material)
    }

    /// The HMAC of `content`; nil for a public key, which cannot sign.
    func code(over content: [UInt8]) -> [UInt8]? {
        guard case .hmac(var keyed) = material else { return nil }
        keyed.update(data: content)
        return Array(keyed.finalize())
    }

    /// The slips of the secret that would make one of the codes right, to be read after "when", with `%` for its name.
    func slips(for codes: [SignatureCode], content: [UInt8]) -> [String] {
        slips.filter { Self.matches(codes, content: content, $0.material) }.map(\.change)
    }

    private static let whitespaceSlip = "the whitespace around % is removed"

    private static func matches(_ codes: [SignatureCode], content: [UInt8], _ material: Material) -> Bool {
        switch material {
        case .hmac(let keyed):
            var state = keyed
            state.update(data: content)
            let code = state.finalize()
            return codes.reduce(false) { found, given in
                (given.algorithm == .hmac && code == given.bytes) || found
            }
        case .ed25519(let key):
            return codes.contains { $0.algorithm == .ed25519 && key.isValidSignature($0.bytes, for: content) }
        }
    }

    private static func trimmed(_ text: String) -> Substring {
        let isBlank = { (character: Character) in character.isWhitespace }
        var rest = text.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }

    var description: String { "(secret)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
