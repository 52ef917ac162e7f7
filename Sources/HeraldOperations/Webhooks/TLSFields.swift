import HeraldJSON
import HeraldModel

/// Reads a webhook's `tls` object. Members that are not there keep what is set, null clears them: a key that was given
/// once need not be sent again to change the issuers.
struct TLSFields {
    let inspector: any CertificateInspector
    let now: Timestamp

    /// The longest PEM text.
    private static let maximumBytes = 65_536
    /// How many certificates one text may hold.
    private static let maximumCertificates = 100
    /// How long before its end a certificate is warned about.
    private static let noticeMilliseconds: Int64 = 30 * 86_400_000

    /// Applies `value` to what is set. Nil when nothing is left.
    func read(
        _ value: JSONValue, changing current: WebhookTLS?, warnings: inout [FieldWarning]
    ) throws(FieldProblem) -> WebhookTLS? {
        guard value.object != nil else { throw FieldProblem("must be an object") }
        var tls = current ?? WebhookTLS()
        var reader = FieldReader(value)
        reader.update(&tls.caCertificates, "caCertificates", cleared: .some(nil), Self.pem.optional)
        reader.update(&tls.clientCertificate, "clientCertificate", cleared: .some(nil), Self.pem.optional)
        reader.update(&tls.clientKey, "clientKey", cleared: .some(nil), Self.pem.optional)
        do throws(OperationError) {
            try reader.finish()
        } catch {
            throw FieldProblem(error.errors)
        }
        tls.authorities = try summaries(of: tls.caCertificates, "caCertificates")
        tls.clientChain = try summaries(of: tls.clientCertificate, "clientCertificate")
        try checkPair(tls)
        if let leaf = tls.clientChain.first, leaf.notAfter < now {
            throw FieldProblem("'clientCertificate' expired at \(leaf.notAfter)", at: "/clientCertificate")
        }
        if !tls.authorities.isEmpty, tls.authorities.allSatisfy({ $0.notAfter < now }) {
            throw FieldProblem("'caCertificates' holds only expired certificates", at: "/caCertificates")
        }
        notice(tls.authorities, "caCertificates", &warnings)
        notice(tls.clientChain, "clientCertificate", &warnings)
        return tls.isEmpty ? nil : tls
    }

    private func checkPair(_ tls: WebhookTLS) throws(FieldProblem) {
        switch (tls.clientCertificate, tls.clientKey) {
        case (nil, nil): return
        case (_?, nil):
            throw FieldProblem("'clientKey' is required with 'clientCertificate'", at: "/clientKey")
        case (nil, _?):
            throw FieldProblem("'clientCertificate' is required with 'clientKey'", at: "/clientCertificate")
        case (let chain?, let key?):
            do throws(CertificateFault) {
                try inspector.match(chain: chain, key: key)
            } catch {
                throw FieldProblem("'clientKey' \(error.detail)", at: "/clientKey")
            }
        }
    }

    private func summaries(of pem: String?, _ name: String) throws(FieldProblem) -> [CertificateSummary] {
        guard let pem else { return [] }
        do throws(CertificateFault) {
            let summaries = try inspector.summaries(of: pem)
            guard summaries.count <= Self.maximumCertificates else {
                throw CertificateFault("holds more than \(Self.maximumCertificates) certificates")
            }
            return summaries
        } catch {
            throw FieldProblem("'\(name)' \(error.detail)", at: "/\(name)")
        }
    }

    private func notice(_ certificates: [CertificateSummary], _ name: String, _ warnings: inout [FieldWarning]) {
        let limit = now.advanced(byMilliseconds: Self.noticeMilliseconds)
        for certificate in certificates where certificate.notAfter < limit {
            let verb = certificate.notAfter < now ? "expired" : "expires"
            warnings.append(
                FieldWarning(
                    pointer: "/tls/\(name)",
                    detail: "The certificate \(certificate.fingerprint.prefix(16))… "
                        + "(\(certificate.subject.isEmpty ? "no subject" : certificate.subject)) \(verb) at "
                        + "\(certificate.notAfter)."))
        }
    }

    private static var pem: FieldRule<String> {
        FieldRule { value throws(FieldProblem) in
            guard let text = value.string else { throw FieldProblem("must be a string in PEM form") }
            guard (1...maximumBytes).contains(text.utf8.count) else {
                throw FieldProblem("must have 1 to \(maximumBytes) bytes")
            }
            return text
        }
    }
}
