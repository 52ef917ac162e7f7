import HeraldDelivery
import HeraldModel
import NIOSSL
import Testing

import HeraldTestSupport
@testable import HeraldTransport

/// Webhooks with issuers and client certificates of their own.
@Suite(.timeLimit(.minutes(10))) struct WebhookTLSTests {
    private static let resolver = FakeResolver(["good.test": ["127.0.0.1"], "other.test": ["127.0.0.1"]])

    private static func send(
        _ harness: Harness, _ tls: WebhookTLS?, port: Int, host: String = "good.test"
    ) async throws -> TransportResult {
        var request = harness.makeRequest(port: port, host: host, isSecure: true)
        request.origin.route = try harness.transport.route(tls: tls, region: nil)
        harness.transport.submit([request])
        return await harness.results.result(of: request.token)
    }

    /// In TLS 1.3 the peer complains after the handshake, and then hangs up on a request it did not read: the reset can
    /// overtake the complaint, but not always.
    private static func expect(
        _ failure: TransportFailure, _ harness: Harness, _ tls: WebhookTLS, port: Int
    ) async throws {
        for _ in 1...100 {
            let found = try await send(harness, tls, port: port).failure
            #expect(found == failure || found == .connectionClosed)
            if found == failure { return }
        }
        Issue.record("never \(failure)")
    }

    @Test func anOwnIssuerIsTrustedInsteadOfTheOthers() async throws {
        let authority = try CertificateAuthority()
        let another = try CertificateAuthority()
        var configuration = Harness.configuration
        configuration.additionalTrustRoots = [another.pem]
        try await ScriptedServer.run(tls: authority.server()) {
            $0.answer()
        } body: { server in
            try await Harness.run(configuration, resolver: Self.resolver) { harness in
                let own = WebhookTLS(caCertificates: authority.pem)
                let outcome1 = try await Self.send(harness, own, port: server.port).response?.status
                #expect(outcome1 == 200)
                let outcome2 = try await Self.send(harness, own, port: server.port, host: "other.test").failure
                #expect(outcome2 == .untrusted)
                let outcome3 = try await Self.send(harness, nil, port: server.port).failure
                #expect(outcome3 == .untrusted)
                let both = WebhookTLS(caCertificates: another.pem + authority.pem)
                let outcome4 = try await Self.send(harness, both, port: server.port).response?.status
                #expect(outcome4 == 200)
            }
        }
        try await ScriptedServer.run(tls: another.server()) {
            $0.answer()
        } body: { server in
            try await Harness.run(configuration, resolver: Self.resolver) { harness in
                let outcome5 = try await Self.send(harness, nil, port: server.port).response?.status
                #expect(outcome5 == 200)
                let own = WebhookTLS(caCertificates: authority.pem)
                let outcome6 = try await Self.send(harness, own, port: server.port).failure
                #expect(outcome6 == .untrusted)
            }
        }
    }

    @Test func theIssuersOfNowDecideOnTheNextRequest() async throws {
        let (old, new) = (try CertificateAuthority(), try CertificateAuthority())
        try await ScriptedServer.run(tls: old.server()) {
            $0.answer("\($0.connection)")
        } body: { server in
            try await Harness.run(resolver: Self.resolver) { harness in
                let before = WebhookTLS(caCertificates: old.pem)
                let outcome7 = try await Self.send(harness, before, port: server.port).body
                #expect(outcome7 == "1")
                let outcome8 = try await Self.send(harness, before, port: server.port).body
                #expect(outcome8 == "1")
                let after = WebhookTLS(caCertificates: new.pem)
                let outcome9 = try await Self.send(harness, after, port: server.port).failure
                #expect(outcome9 == .untrusted)
                #expect(server.requests == 2)
            }
        }
    }

    @Test(arguments: [TLSVersion.tlsv12, .tlsv13]) func aClientCertificateIsShown(_ version: TLSVersion) async throws {
        let (authority, clients) = (try CertificateAuthority(), try CertificateAuthority())
        let right = try clients.issue("/CN=herald")
        let wrong = try CertificateAuthority().issue("/CN=stranger")
        try await ScriptedServer.run(tls: authority.server(clients: clients, version: version)) {
            $0.answer()
        } body: { server in
            try await Harness.run(resolver: Self.resolver) { harness in
                var tls = WebhookTLS(caCertificates: authority.pem)
                // TLS 1.2 has no word for it.
                let complaint = version == .tlsv13 ? TransportFailure.clientCertificateRequired : .tlsFailed
                try await Self.expect(complaint, harness, tls, port: server.port)
                tls.clientCertificate = wrong.certificate
                tls.clientKey = wrong.key
                try await Self.expect(.clientCertificateRefused, harness, tls, port: server.port)
                #expect(server.requests == 0)
                tls.clientCertificate = right.certificate
                tls.clientKey = right.key
                let outcome10 = try await Self.send(harness, tls, port: server.port).response?.status
                #expect(outcome10 == 200)
            }
        }
    }

    @Test func connectionsAreSharedOnlyUnderEqualSettings() async throws {
        let authority = try CertificateAuthority()
        let one = try authority.issue("/CN=one")
        let two = try authority.issue("/CN=two")
        try await ScriptedServer.run(tls: authority.server(clients: authority)) {
            $0.answer("\($0.connection)")
        } body: { server in
            try await Harness.run(resolver: Self.resolver) { harness in
                let first = WebhookTLS(
                    caCertificates: authority.pem, clientCertificate: one.certificate, clientKey: one.key)
                let second = WebhookTLS(
                    caCertificates: authority.pem, clientCertificate: two.certificate, clientKey: two.key)
                for _ in 1...3 {
                    let outcome11 = try await Self.send(harness, first, port: server.port).body
                    #expect(outcome11 == "1")
                    let outcome12 = try await Self.send(harness, second, port: server.port).body
                    #expect(outcome12 == "2")
                }
                #expect(server.connections == 2)
            }
        }
    }

    @Test func settingsNobodyUsesAreForgotten() throws {
        let authority = try CertificateAuthority()
        let table = try RouteTable(egress: [:], contexts: TLSContextMaker(additionalRoots: []))
        let tls = WebhookTLS(caCertificates: authority.pem)
        #expect(try table.route(tls: nil, region: "eu") == nil)
        #expect(try table.route(tls: WebhookTLS(), region: nil) == nil)
        var kept = try table.route(tls: tls, region: nil)
        #expect(try table.route(tls: tls, region: "eu") === kept)
        #expect(table.count == 1)
        kept = nil
        #expect(table.count == 0)
        #expect(throws: EndpointError.self) { try table.route(tls: WebhookTLS(caCertificates: "x"), region: nil) }
    }
}
