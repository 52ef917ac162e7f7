import HeraldAPI
import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@Suite struct GoSDKRecordingTests {
    /// Byte for byte over a connection each.
    @Test func everyRequestOfASessionIsAnswered() async throws {
        let harness = try await Harness(dialects: Dialect.allCases)
        let network = try await harness.operations.networks.create([
            "name": "app", "dialect": "stream",
            "credentials": ["apiKey": .string(StreamCaller.key), "apiSecret": .string(StreamCaller.secret)],
        ])
        let app = Application(
            router: APIRouter.build(harness.operations),
            server: .api(harness.operations, serverName: "herald", idleTimeout: .seconds(75)),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await app.test(.live) { client in
            let port = try #require(client.port)
            for recording in GoSDKRecording.session {
                let connection = try await RawConnection(port: port)
                try await connection.send(recording.bytes(host: "127.0.0.1:\(port)"))
                let answer = try #require(try await connection.answers(1).first)
                await connection.close()
                #expect(answer.status == recording.status, "\(recording.call): \(answer.body)")
                let json = try JSONValue(parsing: Array(answer.body.utf8))
                #expect(json["duration"]?.string?.hasSuffix("ms") == true, "\(recording.call)")
                for member in recording.answer.object?.members ?? [] {
                    #expect(json[member.key] == member.value, "\(recording.call): \(answer.body)")
                }
            }
        }
        let state = try harness.operations.streamApps.app(of: network.id)
        #expect(state.name == "app" && state.webhookURL == "https://a.example/push")
        #expect(state.webhookEvents == ["message.new"] && state.hooks.map(\.kind) == [.webhook, .sqs])
        #expect(state.beforeMessageSendURL == "https://a.example/bms")
        #expect(state.customActionURL == "https://a.example/{type}")
    }
}
