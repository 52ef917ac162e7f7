import Foundation
import HeraldJSON
import HeraldTestSupport
import Testing

/// A whole server, a receiver that demands a client certificate, and a source address.
@Suite(.timeLimit(.minutes(10))) struct MutualTLSTests {
    @Test func aWebhookWithCertificatesReachesItsReceiver() async throws {
        let files = try CertificateFiles()
        let sink = try MutualTLSSink(files)
        let folder = try TemporaryFolder()
        let store = "sqlite:\(folder.path)/herald.db"
        let environment = ["HERALD_EGRESS_DEFAULT_SOURCE_ADDRESS": "127.0.0.2"]
        let server = HeraldProcess(port: try HeraldProcess.freePort(), store: store, environment: environment)
        try await server.start()
        defer { server.killHard() }
        let client = HeraldClient(url: server.url, key: server.adminKey)
        let network = try await client.makeNetwork()
        let made = try await client.makeWebhook(network, url: sink.url)
        let webhook = network + "/webhooks/" + (made["id"]?.string ?? "")
        #expect(try await probe(client, webhook)["error"] == "tls_untrusted")

        _ = try await client.expect(200, "PATCH", webhook, ["tls": ["caCertificates": .string(files.text("ca.pem"))]])
        // The receiver hangs up at once, which can overtake what it says.
        let unknown = try await probe(client, webhook)["error"]
        #expect(unknown == "tls_client_certificate_required" || unknown == "connection_closed")

        let refused = try await client.expect(
            422, "PATCH", webhook,
            [
                "tls": [
                    "clientCertificate": .string(files.text("client.pem")),
                    "clientKey": .string(files.text("server.key")),
                ]
            ])
        #expect(refused["errors"]?.array?.first?["pointer"] == "/tls/clientKey")
        let key = files.text("client.key")
        let changed = try await client.expect(
            200, "PATCH", webhook,
            ["tls": ["clientCertificate": .string(files.text("client.pem")), "clientKey": .string(key)]])
        #expect(changed["tls"]?["clientCertificate"]?.array?.first?["subject"] == "CN=herald client")
        #expect(changed["warnings"]?.array?.count == 1)
        let secret = String(key.split(separator: "\n")[1])
        #expect(!changed.encodedString.contains(secret))
        try await expectDelivery(client, webhook)
        #expect(
            try await client.expect(200, "GET", "/v1/egress")["data"]?.array?.first?["addresses"]?.array?.first?[
                "address"]
                == "127.0.0.2")

        // The key survives a restart, and stands in no file as it is.
        server.killHard()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name)")
        }
        let next = HeraldProcess(port: try HeraldProcess.freePort(), store: store, environment: environment)
        try await next.start()
        defer { next.killHard() }
        let again = HeraldClient(url: next.url, key: client.key)
        try await expectDelivery(again, webhook)
        _ = try await again.expect(200, "PATCH", webhook, ["tls": .null])
        #expect(try await probe(again, webhook)["error"] == "tls_untrusted")
    }

    private func probe(_ client: HeraldClient, _ webhook: String) async throws -> JSONValue {
        try await client.expect(200, "POST", webhook + "/test", [:])["attempt"] ?? .null
    }

    private func expectDelivery(_ client: HeraldClient, _ webhook: String) async throws {
        let attempt = try await probe(client, webhook)
        #expect(attempt["status"] == 200)
        let body = attempt["responseBody"]?.string ?? ""
        #expect(body.contains(#""client": "herald client""#) && body.contains(#""address": "127.0.0.2""#), "\(body)")
    }
}
