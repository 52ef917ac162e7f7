import HeraldJSON
import HeraldModel
import HeraldOperations
import Testing

@Suite struct EgressRouteTests {
    @Test func everyKeyReadsTheAddresses() async throws {
        let egress = [
            EgressRegion(name: "default", addresses: [EgressRegion.Address(address: "192.0.2.1")]),
            EgressRegion(
                name: "eu",
                addresses: [
                    EgressRegion.Address(
                        address: "198.51.100.0/24", validFrom: Timestamp("2026-01-01T00:00:00Z"),
                        validUntil: Timestamp("2027-01-01T00:00:00Z"))
                ]),
        ]
        let harness = try await Harness(egress: egress)
        try await harness.runInNetwork { client, network in
            for role in ["manage", "publish", "read"] {
                let reader = client.with(token: try await client.key(role, network))
                let reply = try await reader.get("/v1/egress")
                #expect(reply.status == 200)
                #expect(
                    reply.json == [
                        "data": [
                            [
                                "region": "default",
                                "addresses": [["address": "192.0.2.1", "validFrom": .null, "validUntil": .null]],
                            ],
                            [
                                "region": "eu",
                                "addresses": [
                                    [
                                        "address": "198.51.100.0/24", "validFrom": "2026-01-01T00:00:00.000Z",
                                        "validUntil": "2027-01-01T00:00:00.000Z",
                                    ]
                                ],
                            ],
                        ],
                        "nextCursor": .null,
                    ])
            }
            let outcome1 = try await client.with(token: "wrong").get("/v1/egress").status
            #expect(outcome1 == 401)
        }
    }

    @Test func withoutConfigurationThereIsNothing() async throws {
        try await Harness().run { client in
            let outcome2 = try await client.get("/v1/egress").json
            #expect(outcome2 == ["data": [], "nextCursor": .null])
        }
    }
}
