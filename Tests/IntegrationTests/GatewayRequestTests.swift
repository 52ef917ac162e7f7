import HeraldJSON
import HeraldTestSupport
import Testing

/// Requests that Python makes and signs, through a real socket: genuine ones are taken, others are refused and counted.
@Suite struct GatewayRequestTests {
    /// What is done to a request, and what must come of it.
    private struct Case {
        var kind: String
        var fault: String?
        var status = 401
        var code: String
    }

    private static let kinds = ["socialplus", "sendbird", "stream", "stream-gzip", "standard"]

    /// Two genuine requests, the first of them twice, and one of each fault.
    private static func cases(of kind: String) -> [Case] {
        let signatures = [
            "socialplus": "x-amity-signature", "sendbird": "x-signature,x-sendbird-signature",
            "standard": "webhook-signature",
        ]
        var cases = [
            Case(kind: kind, fault: "altered", code: "signature_mismatch"),
            Case(kind: kind, fault: "secret", code: "signature_mismatch"),
            Case(kind: kind, fault: "encoding", code: "malformed_signature"),
            Case(kind: kind, fault: "without " + (signatures[kind] ?? "x-signature"), code: "missing_signature"),
        ]
        if kind == "standard" {
            cases += [
                Case(kind: kind, fault: "yesterday", code: "too_old"),
                Case(kind: kind, fault: "without webhook-id", code: "missing_header"),
                Case(kind: kind, fault: "without webhook-timestamp", code: "missing_header"),
            ]
        }
        return cases
    }

    @Test(.timeLimit(.minutes(10)), arguments: kinds)
    func onlyTheGenuineAreTaken(kind: String) async throws {
        try await withServer { client, server in
            let network = try await client.makeNetwork()
            let secret = kind == "standard" ? "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX" : "a secret of the provider"
            let source = try await client.expect(
                201, "POST", network + "/sources",
                [
                    "provider": kind == "stream-gzip" ? "stream" : .string(kind), "secrets": [.string(secret)],
                ])
            let path = try #require(source["ingestPath"]?.string)
            func post(_ cases: [(number: Int, fault: String?)]) async throws -> [String] {
                let list = cases.map { item -> JSONValue in
                    [
                        "kind": .string(kind), "path": .string(path), "secret": .string(secret),
                        "number": .number(JSONNumber(item.number)), "fault": item.fault.map(JSONValue.string) ?? .null,
                    ]
                }
                let input: JSONValue = ["port": .number(JSONNumber(server.port)), "cases": .array(list)]
                let result = try await PythonLibraries.runAside(script: "provider_requests.py", input: input.encoded())
                guard result.status == 0 else { throw TestFailure(result.output) }
                return result.output.split(separator: "\n").map(String.init)
            }

            let cases = Self.cases(of: kind)
            let refused = try await post(cases.enumerated().map { (10 + $0, $1.fault) })
            #expect(refused == cases.map { "\($0.status) \($0.code)" })
            let taken = try await post([(1, nil), (2, nil), (1, nil)])
            #expect(taken == Array(repeating: "200 {}", count: 3))

            let id = try #require(source["id"]?.string)
            let stats = try await client.expect(200, "GET", network + "/sources/\(id)/stats")
            #expect(stats["accepted"] == 2 && stats["duplicates"] == 1)
            var counts: [String: Int] = [:]
            for item in cases { counts[item.code, default: 0] += 1 }
            let members = stats["refused"]?.object?.members ?? []
            #expect(members.map(\.key) == counts.keys.sorted())
            for member in members { #expect(member.value.integer == counts[member.key].map(Int64.init)) }

            let log = try await client.expect(200, "GET", network + "/events")["data"]?.array ?? []
            #expect(log.compactMap { Self.message(of: $0)?["number"]?.integer } == [2, 1])
            #expect(log.allSatisfy { Self.message(of: $0)?["text"] == "héllo 🌍 a/b <c>" })
        }
    }

    /// A byte that is altered in the compressed body leaves nothing to check a signature over.
    @Test(.timeLimit(.minutes(10)))
    func aDamagedCompressedBodyIsRefused() async throws {
        try await withServer { client, server in
            let network = try await client.makeNetwork()
            let source = try await client.expect(
                201, "POST", network + "/sources", ["provider": "stream", "secrets": ["s"]])
            let input: JSONValue = [
                "port": .number(JSONNumber(server.port)),
                "cases": [
                    [
                        "kind": "stream-gzip", "path": source["ingestPath"] ?? .null, "secret": "s", "number": 1,
                        "fault": "altered-packed",
                    ]
                ],
            ]
            let result = try await PythonLibraries.runAside(script: "provider_requests.py", input: input.encoded())
            #expect(["401 invalid_gzip\n", "401 signature_mismatch\n"].contains(result.output), "\(result.output)")
            let log = try await client.expect(200, "GET", network + "/events")["data"]?.array
            #expect(log?.isEmpty == true)
        }
    }

    /// Where the body of `provider.py` has its text.
    private static func message(of event: JSONValue) -> JSONValue? {
        let data = event["data"]
        return data?["messages"]?.array?.first ?? data?["payload"] ?? data?["message"] ?? data
    }
}
