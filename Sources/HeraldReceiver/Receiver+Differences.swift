extension Receiver {
    /// What would have to be different for a request whose signature is wrong to be accepted: the signature each secret
    /// gives, or, when the signature is that of a body that changed on its way, the place of the change.
    ///
    /// Empty for every other request. ``explain(headers:body:now:)`` says the same in words and quotes nothing.
    public func differences(
        headers: some Sequence<(name: String, value: String)>, body: [UInt8], now: Int64? = nil
    ) -> [SignatureDifference] {
        let headers = Array(headers)
        guard case .rejected(let rejection) = verify(headers: headers, body: body, now: now) else { return [] }
        let isMalformed: Bool
        switch rejection {
        case .mismatch: isMalformed = false
        case .malformedSignature: isMalformed = true
        default: return []
        }
        let request = IncomingRequest(headers: headers, body: body)
        let variants = rules.variants(of: request, limit: options.maxBodyBytes)
        guard let received = variants.first?.content else { return [] }
        let codes = rules.candidates(in: request)
        let signed = variants.first { variant in
            setup.keys.contains { $0.matches(codes, content: variant.content) }
        }
        let change = signed.flatMap { SignatureDifference(signed: $0.content, received: received) }
        // The signature itself is right when only the body changed.
        if let change, !isMalformed { return [change] }
        return signatures(over: signed?.content ?? received, of: request) + (change.map { [$0] } ?? [])
    }

    private func signatures(over content: [UInt8], of request: IncomingRequest) -> [SignatureDifference] {
        let present = rules.signatureHeaders.first { !request.headers[$0].isEmpty } ?? rules.signatureHeaders[0]
        let received = request.headers[present].joined(separator: ", ")
        return setup.keys.compactMap { key in
            guard let code = key.code(over: content) else { return nil }
            let expected = rules.text(of: code)
            guard expected != received else { return nil }
            return SignatureDifference(name: present, expected: expected, received: received)
        }
    }
}
