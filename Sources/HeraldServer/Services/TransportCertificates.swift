import HeraldModel
import HeraldOperations
import HeraldTransport

/// Reads webhooks' certificates with the library the transport connects with.
struct TransportCertificates: CertificateInspector {
    func summaries(of pem: String) throws(CertificateFault) -> [CertificateSummary] {
        do throws(CertificateReader.Fault) {
            return try CertificateReader.summaries(of: pem)
        } catch {
            throw CertificateFault(error.description)
        }
    }

    func match(chain: String, key: String) throws(CertificateFault) {
        do throws(CertificateReader.Fault) {
            try CertificateReader.match(chain: chain, key: key)
        } catch {
            throw CertificateFault(error.description)
        }
    }
}
