import HeraldJSON
import HeraldModel

/// How a webhook's TLS settings are kept: all but the key, which is sealed with the secrets.
enum WebhookTLSCoding {
    static func settings(_ tls: WebhookTLS) -> JSONValue {
        var json = JSONObject()
        json["caCertificates"] = tls.caCertificates.map(JSONValue.string)
        json["clientCertificate"] = tls.clientCertificate.map(JSONValue.string)
        json["authorities"] = .array(tls.authorities.map(encode))
        json["clientChain"] = .array(tls.clientChain.map(encode))
        return .object(json)
    }

    static func tls(_ json: JSONValue, clientKey: String?) -> WebhookTLS {
        WebhookTLS(
            caCertificates: json["caCertificates"]?.string, clientCertificate: json["clientCertificate"]?.string,
            clientKey: clientKey, authorities: (json["authorities"]?.array ?? []).map(decode),
            clientChain: (json["clientChain"]?.array ?? []).map(decode))
    }

    private static func encode(_ certificate: CertificateSummary) -> JSONValue {
        [
            "subject": .string(certificate.subject), "fingerprint": .string(certificate.fingerprint),
            "notAfter": .number(JSONNumber(certificate.notAfter.milliseconds)),
        ]
    }

    private static func decode(_ json: JSONValue) -> CertificateSummary {
        CertificateSummary(
            subject: json["subject"]?.string ?? "", fingerprint: json["fingerprint"]?.string ?? "",
            notAfter: Timestamp(milliseconds: json["notAfter"]?.integer ?? 0))
    }
}
