extension Receiver {
    /// Says in words what a request is and, when it is rejected, what is probably wrong. For people at a terminal.
    ///
    /// When the signature does not match, the usual mistakes are tried: another encoding of the signature, a line break
    /// at the end of the body, a body that was parsed and written again, slashes with and without a backslash, a
    /// signature over the compressed body, a secret with whitespace or in the wrong form, the secret of another API key.
    /// Shows no secret and no payload.
    ///
    /// - Parameters:
    ///   - headers: the request's headers.
    ///   - body: the request's body, byte for byte.
    ///   - now: the time in seconds since 1970; nil asks the system's clock.
    public func explain(
        headers: some Sequence<(name: String, value: String)>, body: [UInt8], now: Int64? = nil
    ) -> [String] {
        let headers = Array(headers)
        let request = IncomingRequest(headers: headers, body: body)
        switch verify(headers: headers, body: body, now: now) {
        case .verified(let event):
            return ["The signature is right.", "The event is \(event.type); its body has \(event.body.count) bytes."]
        case .legacyDuplicate(let isVerified):
            return [
                "This is the separate legacy request: it carries only \(SocialPlusRules.legacyHeader). "
                    + "Answer 200 and ignore it; the event also comes with \(SocialPlusRules.header).",
                isVerified
                    ? "Its signature matches all the same." : "Its signature does not match, which does not matter.",
            ]
        case .rejected(let rejection):
            let text = "\(rejection)"
            return [text.prefix(1).uppercased() + text.dropFirst() + "."] + remedies(rejection, request)
        }
    }

    private func remedies(_ rejection: Rejection, _ request: IncomingRequest) -> [String] {
        let advice = unusedSecrets(rejection) + rules.advice(on: rejection, request)
        switch rejection {
        case .malformedSignature, .mismatch:
            let codes = rules.candidates(in: request)
            guard !codes.isEmpty else { return advice }
            let found = matches(for: codes, rejection, request)
            guard found.isEmpty else { return found }
            return [
                "Nothing that usually goes wrong explains it. Either the secret is of another webhook, "
                    + "or the body was changed on the way."
            ] + advice
        case .tooOld, .tooNew:
            return ["Its signature is right; compare this machine's clock with the sender's."] + advice
        default: return advice
        }
    }

    private func matches(
        for codes: [SignatureCode], _ rejection: Rejection, _ request: IncomingRequest
    ) -> [String] {
        let variants = rules.variants(of: request, limit: options.maxBodyBytes)
        var sentences: [String] = []
        for key in setup.keys {
            let secret = name(ofSecret: key.place)
            for variant in variants {
                let isExact = key.matches(codes, content: variant.content)
                let slips = isExact ? [nil] : key.slips(for: codes, content: variant.content).map(Optional.some)
                for slip in slips {
                    let change = slip.map { text in
                        text.split(separator: "%", omittingEmptySubsequences: false).joined(separator: secret)
                    }
                    let conditions = [reading(of: rejection), change, variant.change].compactMap(\.self)
                    sentences.append(sentence(for: key, secret, conditions, request))
                }
            }
        }
        return sentences
    }

    private func sentence(
        for key: VerificationKey, _ secret: String, _ conditions: [String], _ request: IncomingRequest
    ) -> String {
        let means = conditions.isEmpty ? "" : " when " + conditions.joined(separator: " and ")
        let isOfAnotherKey =
            provider == .stream
            && !StreamRules.keys(of: setup.keys, for: request).contains { $0.place == key.place }
        return "It matches \(secret)\(isOfAnotherKey ? ", which belongs to another API key" : "")\(means)."
    }

    /// How the signature had to be read, against its form.
    private func reading(of rejection: Rejection) -> String? {
        switch rejection {
        case .malformedSignature(.hexadecimal) where provider == .socialplus:
            "it is read as hexadecimal (the provider sends base64; see the option acceptsHex)"
        case .malformedSignature(.hexadecimal): "it is read as hexadecimal (the provider sends base64)"
        case .malformedSignature(.base64): "it is read as base64 (the provider sends lower-case hexadecimal)"
        case .malformedSignature(.unknownVersion): "it is read as if v1, stood in front of it"
        case .malformedSignature: "it is read without what stands in front of it"
        default: nil
        }
    }

    private func unusedSecrets(_ rejection: Rejection) -> [String] {
        guard rejection == .mismatch || rejection == .malformedSecret else { return [] }
        return malformedSecrets.map { place in
            let name = name(ofSecret: place)
            return "\(name.prefix(1).uppercased() + name.dropFirst()) is not in the provider's form and is not used."
        }
    }

    private func name(ofSecret place: Int) -> String {
        secretCount == 1 ? "the secret" : "secret \(place) of \(secretCount)"
    }
}
