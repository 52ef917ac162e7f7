import Foundation
import HeraldJSON
import HeraldTestSupport
import Testing

/// Sendbird's own Python SDK against a server process: it checks the types of every answer.
@Suite struct SendbirdSDKTests {
    @Test(
        .timeLimit(.minutes(10)),
        .enabled(
            if: PythonLibraries.hasSendbird,
            "Python has no 'sendbird_platform_sdk'; install it with: make test-deps"))
    func itReadsAndChangesTheSettings() async throws {
        try await withServer { client, server in
            let network = try await client.makeNetwork([
                "dialect": "sendbird", "credentials": ["appId": "APP", "masterApiToken": "sb-test-token"],
            ])
            let result = try PythonLibraries.run(script: "sendbird_sdk.py", [server.url, "sb-test-token"])
            #expect(result.status == 0, "\(result.output)")
            let answers = result.output.split(separator: "\n").compactMap { try? JSONValue(parsing: Array($0.utf8)) }
            try #require(answers.count == 16, "\(result.output)")
            for round in 0..<2 {
                let step = answers[(round * 8)..<(round * 8 + 8)].map(\.self)
                let webhooks = step.map { $0["webhook"] ?? .null }
                #expect(webhooks[0]["enabled"] == false && webhooks[0]["enabled_events"] == [])
                let all = webhooks[1]["all_webhook_categories"]?.array ?? []
                #expect(all.count == 45)
                #expect(webhooks[2]["enabled"] == true && webhooks[2]["enabled_events"]?.array == all)
                #expect(webhooks[2]["include_members"] == true)
                #expect(webhooks[3]["enabled_events"] == ["group_channel:join"])
                #expect(webhooks[3]["include_members"] == true && webhooks[3]["include_unread_count"] == true)
                #expect(webhooks[4] == webhooks[3], "a call without a body changes nothing")
                #expect(webhooks[5]["enabled"] == false && webhooks[5]["enabled_events"] == [])
                #expect(step[6]["status"] == 400 && step[6]["body"]?["code"] == 400_401)
                #expect(step[7]["status"] == 400 && step[7]["body"]?["code"] == 400_111)
                // The second round starts from Sendbird's defaults again.
                let list = try await client.expect(200, "GET", network + "/webhooks")["data"]?.array ?? []
                #expect(list.count == 1 && list[0]["url"] == "https://receiver.example/hook")
                #expect(list[0]["managedBy"] == "sendbird")
            }
        }
    }
}
