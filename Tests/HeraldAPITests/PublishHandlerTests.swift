import HeraldAPI
import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOPosix
import Testing

/// Talks bytes to a real port: what a well-behaved client library cannot do.
@Suite struct PublishHandlerTests {
    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await talk { connection, network in
            let publish = Self.publish(#"{"type":"channel.didCreate","data":{},"id":"a"}"#, to: network)
            let refused = Self.publish(#"{"type":""}"#, to: network)
            let read = Self.get("/v1/networks/\(network)/events")
            let other = Self.publish(#"{"type":"channel.didCreate","data":{},"id":"b"}"#, to: network)
            try await connection.send(publish + read + other + refused + publish + read + read)
            let answers = try await connection.answers(7)
            #expect(answers.map(\.status) == [202, 200, 202, 422, 202, 200, 200])
            #expect(answers[0].body.contains(#""id":"a","type":"channel.didCreate","duplicate":false"#))
            #expect(answers[1].body.contains(#""id":"a""#) && !answers[1].body.contains(#""id":"b""#))
            #expect(answers[4].body.contains(#""duplicate":true"#))
        }
    }

    @Test func bytesMayComeOneByOne() async throws {
        try await talk { connection, network in
            for byte in Self.publish(#"{"type":"channel.didCreate","data":{}}"#, to: network) {
                try await connection.send([byte])
            }
            #expect(try await connection.answers(1).map(\.status) == [202])
        }
    }

    /// The short way's answers carry what the router's do.
    @Test func bothWaysAnswerAlike() async throws {
        try await talk { connection, network in
            let body = #"{"type":"channel.didCreate","data":{},"id":"a"}"#
            // `Connection` sends a request the router's way.
            let long = Self.publish(body, to: network, extra: "Connection: keep-alive\r\n")
            try await connection.send(Self.publish(body, to: network) + long)
            let answers = try await connection.answers(2)
            #expect(answers.map(\.status) == [202, 202])
            #expect(answers[0].names == answers[1].names)
            #expect(answers[1].body == answers[0].body.replacing(#""duplicate":false"#, with: #""duplicate":true"#))
        }
    }

    @Test(arguments: [
        ("Authorization: Bearer wrong\r\n", 401),
        ("Authorization: Bearer test-admin-key\r\nContent-Type: text/csv\r\n", 415),
        (
            "Authorization: Bearer test-admin-key\r\nContent-Type: application/json\r\nContent-Type: application/json\r\n",
            415
        ),
        ("authorization: bearer test-admin-key\r\ncontent-type: application/x-ndjson\r\n", 202),
    ])
    func headsAreJudgedAsByTheRouter(fields: String, status: Int) async throws {
        try await talk { connection, network in
            let body = #"{"type":"channel.didCreate","data":{}}"#
            let head = "POST /v1/networks/\(network)/events HTTP/1.1\r\nHost: x\r\n\(fields)"
            try await connection.send(Array("\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
            #expect(try await connection.answers(1).map(\.status) == [status])
        }
    }

    /// The other side may close its half as soon as it has asked.
    @Test func aHalfClosedConnectionStillGetsItsAnswer() async throws {
        try await talk { connection, network in
            try await connection.send(Self.publish(#"{"type":"channel.didCreate","data":{}}"#, to: network))
            try await connection.endInput()
            #expect(try await connection.answers(1).map(\.status) == [202])
            #expect(await connection.isClosedByTheServer())
        }
    }

    /// A request whose end never comes must not keep the connection open.
    @Test func halfARequestEndsWithItsConnection() async throws {
        try await talk { connection, network in
            let request = Self.publish(#"{"type":"channel.didCreate","data":{}}"#, to: network)
            try await connection.send(Array(request.dropLast(5)))
            try await connection.endInput()
            await connection.readToEnd()
            #expect(await connection.isClosedByTheServer())
        }
    }

    @Test func aFullBacklogIsRefusedWithAProblem() async throws {
        let harness = try await Harness(backlog: BacklogLimits(perNetwork: BacklogSize(deliveries: 1, bytes: 1000)))
        try await talk(harness) { connection, network in
            let admin = WebhookSettings(network: network)
            try await connection.send(admin.creation)
            #expect(try await connection.answers(1).map(\.status) == [201])
            let publish = Self.publish(#"{"type":"channel.didCreate","data":{}}"#, to: network)
            try await connection.send(publish + publish)
            let answers = try await connection.answers(2)
            #expect(answers.map(\.status) == [202, 429])
            #expect(answers[1].body.contains(#""code":"backlog_full""#))
            #expect(
                answers[1].names.isSuperset(of: ["retry-after", "x-request-id", "content-security-policy", "date"]))
        }
    }

    @Test(.timeLimit(.minutes(10))) func aSilentConnectionIsClosed() async throws {
        try await talk(idleTimeout: .milliseconds(50)) { connection, _ in
            #expect(await connection.isClosedByTheServer())
        }
    }

    private static func publish(_ body: String, to network: NetworkID, extra: String = "") -> [UInt8] {
        Array(
            """
            POST /v1/networks/\(network)/events HTTP/1.1\r
            Host: x\r
            Authorization: Bearer \(Harness.adminKey)\r
            \(extra)Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """.utf8)
    }

    private static func get(_ path: String) -> [UInt8] {
        Array("GET \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(Harness.adminKey)\r\n\r\n".utf8)
    }

    private struct WebhookSettings {
        let network: NetworkID
        var creation: [UInt8] {
            let body = #"{"url":"https://receiver.example/hook"}"#
            return Array(
                """
                POST /v1/networks/\(network)/webhooks HTTP/1.1\r
                Host: x\r
                Authorization: Bearer \(Harness.adminKey)\r
                Content-Length: \(body.utf8.count)\r
                \r
                \(body)
                """.utf8)
        }
    }

    private func talk(
        _ given: Harness? = nil, idleTimeout: TimeAmount = .seconds(75),
        _ body: @escaping @Sendable (RawConnection, NetworkID) async throws -> Void
    ) async throws {
        let harness: Harness
        if let given { harness = given } else { harness = try await Harness() }
        let id = try await harness.operations.networks.create(["name": "n", "dialect": "socialplus"]).id
        let app = Application(
            router: APIRouter.build(harness.operations),
            server: .api(harness.operations, serverName: "herald", idleTimeout: idleTimeout),
            configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: "herald"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await app.test(.live) { client in
            let connection = try await RawConnection(port: try #require(client.port))
            try await body(connection, id)
            await connection.close()
        }
    }
}
