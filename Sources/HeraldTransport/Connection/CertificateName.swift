import HeraldModel
import NIOSSL

/// Whether a certificate was issued for a host name.
///
/// NIOSSL also takes a certificate whose *address* matches the connection's, even where a name was asked for. A name is
/// what the webhook's owner trusts, not where its DNS records point at the moment, so the name is checked once more.
enum CertificateName {
    /// Whether one of the certificate's DNS names is `host`. The common name does not count (RFC 9525).
    static func isIssued(_ certificate: NIOSSLCertificate, for host: String) -> Bool {
        certificate._subjectAlternativeNames().contains {
            $0.nameType == .dnsName && matches(Array($0.contents), host: host)
        }
    }

    /// Whether one of the certificate's addresses is `address`.
    static func isIssued(_ certificate: NIOSSLCertificate, for address: IPAddress) -> Bool {
        certificate._subjectAlternativeNames().contains {
            $0.nameType == .ipAddress && Array($0.contents) == address.bytes
        }
    }

    /// Compares without regard to case; a first label `*` stands for exactly one label of a name with two more.
    static func matches(_ pattern: [UInt8], host: String) -> Bool {
        let wanted = labels(Array(host.utf8))
        let offered = labels(pattern)
        guard wanted.count == offered.count, wanted.allSatisfy({ !$0.isEmpty }) else { return false }
        if offered.first == [UInt8(ascii: "*")], wanted.count > 2 {
            return offered.dropFirst().elementsEqual(wanted.dropFirst())
        }
        return offered == wanted
    }

    private static func labels(_ name: [UInt8]) -> [[UInt8]] {
        let withoutDot = name.last == UInt8(ascii: ".") ? name.dropLast() : name[...]
        return withoutDot.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .map { $0.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
    }
}
