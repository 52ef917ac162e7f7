import Foundation
import HeraldDelivery
import Testing

@Suite struct TransportFailureTests {
    /// The manual lists every code, with the words of the code.
    @Test(arguments: TransportFailure.allCases) func isInTheManual(_ failure: TransportFailure) throws {
        let manual = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/operating.md")
        let lines = try String(contentsOf: manual, encoding: .utf8).split(separator: "\n")
        #expect(lines.contains("| `\(failure.rawValue)` | \(failure.meaning) | \(failure.advice) |"))
    }

    @Test func codesAreStable() {
        let codes = TransportFailure.allCases.map(\.rawValue).sorted()
        let stable = [
            "address_forbidden", "cancelled", "connect_failed", "connect_timeout", "connection_closed", "dns_failed",
            "dns_timeout", "invalid_response", "response_too_large", "timeout", "tls_failed", "tls_untrusted",
        ]
        #expect(Set(codes).isSuperset(of: stable))
        #expect(codes.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "_" } })
    }
}
