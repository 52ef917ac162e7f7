import HeraldDelivery
import NIOCore
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Sorts the errors of connecting and of TLS handshakes.
enum OpeningError: Error {
    /// The handshake took too long.
    case handshakeTimeout

    /// Why a connection could not be made.
    static func failure(connecting error: any Error) -> TransportFailure {
        switch error {
        case ChannelError.connectTimeout: .connectTimeout
        case let error as IOError where error.errnoCode == ETIMEDOUT: .connectTimeout
        // Accepted, then reset before we looked.
        case let error as IOError where [ECONNRESET, EPIPE, ENOTCONN].contains(error.errnoCode): .connectionClosed
        default: .connectFailed
        }
    }

    /// Why a handshake failed.
    static func failure(shakingHands error: any Error) -> TransportFailure {
        switch error {
        case OpeningError.handshakeTimeout: .connectTimeout
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: .untrusted
        case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate: .untrusted
        // BoringSSL's own name for it; there is no other way to tell.
        case _ where "\(error)".contains("CERTIFICATE_VERIFY_FAILED"): .untrusted
        default: judged(byAlert: "\(error)")
        }
    }

    /// What the peer's closing word says; with TLS 1.3 it may come after the handshake. A client hears complaints about
    /// no certificate but its own.
    private static func judged(byAlert text: String) -> TransportFailure {
        if text.contains("CERTIFICATE_REQUIRED") { return .clientCertificateRequired }
        return refusals.contains { text.contains($0) } ? .clientCertificateRefused : .tlsFailed
    }

    private static let refusals = [
        "ALERT_BAD_CERTIFICATE", "ALERT_UNSUPPORTED_CERTIFICATE", "ALERT_CERTIFICATE_REVOKED",
        "ALERT_CERTIFICATE_EXPIRED", "ALERT_CERTIFICATE_UNKNOWN", "ALERT_UNKNOWN_CA", "ALERT_ACCESS_DENIED",
    ]
}
