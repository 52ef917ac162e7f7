internal import HeraldJSON

extension Receiver {
    /// Says in words what a request is and, when it is rejected, what is probably wrong. For people at a terminal.
    ///
    /// When the signature does not match, the usual mistakes are tried: the hexadecimal form, a line break at the end of
    /// the body, a body that was parsed and written again, whitespace around the secret. Shows no secret and no payload.
    ///
    /// - Parameters:
    ///   - headers: the request's headers.
    ///   - body: the request's body, byte for byte.
    public func explain(headers: some Sequence<(name: String, value: String)>, body: [UInt8]) -> [String] {
        let headers = Array(headers)
        switch verify(headers: headers, body: body) {
        case .verified(let event):
            return ["The signature is right.", "The event is \(event.type); its body has \(body.count) bytes."]
        case .legacyDuplicate(let isVerified):
            return [
                "This is the separate legacy request: it carries only \(SignatureHeaders.legacyName). "
                    + "Answer 200 and ignore it; the event also comes with \(SignatureHeaders.mainName).",
                isVerified
                    ? "Its signature matches all the same." : "Its signature does not match, which does not matter.",
            ]
        case .rejected(let rejection):
            let text = "\(rejection)"
            return [text.prefix(1).uppercased() + text.dropFirst() + "."] + remedies(rejection, headers, body)
        }
    }

    private func remedies(
        _ rejection: Rejection, _ headers: [(name: String, value: String)], _ body: [UInt8]
    ) -> [String] {
        switch rejection {
        case .noSecret, .invalidBody: return []
        case .unknownEnvelope:
            return ["A regular event has a string `event`; a push event has `eventType` and `data.eventName`."]
        case .missingSignature:
            guard headers.contains(where: { $0.name.lowercased() == "x-signature" }) else { return [] }
            return ["There is an x-signature header: this looks like a pre-hook, which is signed differently."]
        case .malformedSignature, .mismatch:
            let codes = SignatureHeaders(headers).main.compactMap {
                try? SignatureText.decode($0, acceptsHex: true).get()
            }
            guard !codes.isEmpty else { return [] }
            let found = codes.flatMap { matches(for: $0, rejection: rejection, body: body) }
            guard found.isEmpty else { return found }
            return [
                "Nothing that usually goes wrong explains it. Either the secret is of another webhook, "
                    + "or the body was changed on the way."
            ]
        }
    }

    private func matches(for code: [UInt8], rejection: Rejection, body: [UInt8]) -> [String] {
        var sentences: [String] = []
        for (number, key) in keys.enumerated() {
            let secret = keys.count == 1 ? "the secret" : "secret \(number + 1) of \(keys.count)"
            for variant in BodyVariant.all(of: body) {
                let isExact = key.matches(code, body: variant.body)
                guard isExact || key.matchesTrimmed(code, body: variant.body) else { continue }
                var conditions: [String] = []
                if rejection == .malformedSignature(.hexadecimal) {
                    conditions.append(
                        "it is read as hexadecimal (the provider sends base64; see the option acceptsHex)")
                }
                if !isExact { conditions.append("the whitespace around \(secret) is removed") }
                if let change = variant.change { conditions.append(change) }
                let means = conditions.isEmpty ? "" : " when " + conditions.joined(separator: " and ")
                sentences.append("It matches \(secret)\(means).")
            }
        }
        return sentences
    }
}

/// The body, or what a usual mistake makes of it.
private struct BodyVariant {
    let body: [UInt8]
    /// What was done to it, to be read after "when".
    let change: String?

    static func all(of body: [UInt8]) -> [BodyVariant] {
        var variants = [BodyVariant(body: body, change: nil)]
        let cut = body.reversed().drop { $0 == 0x0A || $0 == 0x0D }
        if cut.count < body.count {
            variants.append(
                BodyVariant(body: cut.reversed(), change: "the line break at the end of the body is removed"))
        }
        // Of a body that is canonical but for its line break, the variant above already tells everything.
        if let canonical = try? JSONCanonicalizer.canonicalize(body), canonical != Array(cut.reversed()) {
            variants.append(
                BodyVariant(
                    body: canonical,
                    change: "the body is minified the way JSON.stringify does (verify the bytes as they came in)"))
        }
        return variants
    }
}
