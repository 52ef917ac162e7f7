import Crypto
public import HeraldModel
import NIOSSL

/// Reads the certificates and keys webhooks are given.
public enum CertificateReader {
    /// What is wrong with them; the description is fit for the webhook's owner.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        case noCertificate
        case encryptedKey
        case noKey
        case otherKey

        public var description: String {
            switch self {
            case .noCertificate: "holds no certificate in PEM form, or a broken one"
            case .encryptedKey: "is encrypted; give the key without a passphrase (openssl pkey -in KEY)"
            case .noKey: "holds no private key in PEM form, or a broken one"
            case .otherKey: "is not the key of the first certificate"
            }
        }
    }

    /// What the certificates of a PEM text say, in its order.
    public static func summaries(of pem: String) throws(Fault) -> [CertificateSummary] {
        var summaries: [CertificateSummary] = []
        do {
            for certificate in try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)) {
                let bytes = try certificate.toDERBytes()
                summaries.append(
                    CertificateSummary(
                        subject: CertificateSubject.text(of: bytes),
                        fingerprint: SHA256.hash(data: bytes).map(hexadecimal).joined(),
                        notAfter: Timestamp(milliseconds: Int64(certificate.notValidAfter) * 1000)))
            }
        } catch {
            throw .noCertificate
        }
        guard !summaries.isEmpty else { throw .noCertificate }
        return summaries
    }

    /// Tries whether a key is that of a chain's first certificate.
    public static func match(chain: String, key: String) throws(Fault) {
        if key.contains("ENCRYPTED") { throw .encryptedKey }
        do {
            _ = try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)
        } catch {
            throw .noKey
        }
        do {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .certificates([])
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(chain.utf8)).map { .certificate($0) }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem))
            _ = try NIOSSLContext(configuration: tls)
        } catch {
            throw .otherKey
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
