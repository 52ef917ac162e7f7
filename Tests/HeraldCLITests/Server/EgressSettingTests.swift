import Configuration
import Foundation
import HeraldModel
import HeraldOperations
import HeraldServer
import HeraldTransport
import Testing

@testable import HeraldCLI

@Suite struct EgressSettingTests {
    private static func read(yaml: String? = nil, environment: [String: String] = [:]) async throws -> [EgressSetting] {
        var path: String?
        if let yaml {
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
            try yaml.write(to: file, atomically: true, encoding: .utf8)
            path = file.path
        }
        defer { if let path { try? FileManager.default.removeItem(atPath: path) } }
        let reader = try await ConfigurationLayers.reader(flags: [:], environment: environment, file: path)
        return try ServerConfiguration(reader: reader).egress
    }

    @Test func aFileMayNameManyRegions() async throws {
        let settings = try await Self.read(
            yaml: """
                egress:
                  regions: [default, eu-west]
                  default:
                    sourceAddress: 192.0.2.10
                  eu-west:
                    proxy: http://herald:p%40ss@proxy.internal:3128
                    addresses:
                      - 198.51.100.7 until 2027-03-01T00:00:00Z
                      - 198.51.100.0/28 from 2027-02-01T00:00:00Z
                """)
        #expect(
            settings == [
                EgressSetting(
                    region: "default", way: .direct(source: IPAddress("192.0.2.10")),
                    addresses: [EgressRegion.Address(address: "192.0.2.10")]),
                EgressSetting(
                    region: "eu-west",
                    way: .proxy(
                        EgressProxy(
                            host: "proxy.internal", port: 3128,
                            authorization: "Basic " + Data("herald:p@ss".utf8).base64EncodedString())),
                    addresses: [
                        EgressRegion.Address(
                            address: "198.51.100.7", validUntil: Timestamp("2027-03-01T00:00:00Z")),
                        EgressRegion.Address(
                            address: "198.51.100.0/28", validFrom: Timestamp("2027-02-01T00:00:00Z")),
                    ]),
            ])
        var dumped = ""
        dump(settings, to: &dumped)
        #expect(!"\(settings) \(dumped)".contains("Basic"))
    }

    @Test func theEnvironmentIsEnough() async throws {
        #expect(try await Self.read().isEmpty)
        let one = try await Self.read(environment: [
            "HERALD_EGRESS_DEFAULT_SOURCE_ADDRESS": "2001:db8::7",
            "HERALD_EGRESS_DEFAULT_ADDRESSES": "192.0.2.1,192.0.2.2 from 2027-01-01T00:00:00Z",
        ])
        #expect(one.map(\.region) == ["default"])
        #expect(one[0].way == .direct(source: IPAddress("2001:db8::7")))
        #expect(one[0].addresses.map(\.address) == ["192.0.2.1", "192.0.2.2"])
        let two = try await Self.read(environment: [
            "HERALD_EGRESS_REGIONS": "default, eu-west", "HERALD_EGRESS_DEFAULT_PROXY": "http://[::1]:8080",
            "HERALD_EGRESS_EU_WEST_SOURCE_ADDRESS": "192.0.2.3",
        ])
        #expect(
            two.map(\.way) == [
                .proxy(EgressProxy(host: "::1", port: 8080)), .direct(source: IPAddress("192.0.2.3")),
            ])
    }

    @Test(arguments: [
        ("SOURCE_ADDRESS", "localhost", "egress.default.sourceAddress"),
        ("SOURCE_ADDRESS", "10.0.0.0/8", "egress.default.sourceAddress"),
        ("PROXY", "proxy.internal:3128", "egress.default.proxy"),
        ("PROXY", "https://u:SECRET@proxy.internal:3128", "egress.default.proxy"),
        ("PROXY", "http://u:SECRET@proxy.internal", "egress.default.proxy"),
        ("PROXY", "http://u:SECRET@proxy.internal:0", "egress.default.proxy"),
        ("PROXY", "http://u:SECRET@proxy.internal:80/path", "egress.default.proxy"),
        ("PROXY", "http://u:SECRET%0d@proxy.internal:80", "egress.default.proxy"),
        ("ADDRESSES", "x", "egress.default.addresses"),
        ("ADDRESSES", "192.0.2.1 from", "egress.default.addresses"),
        ("ADDRESSES", "192.0.2.1 from tomorrow", "egress.default.addresses"),
        ("ADDRESSES", "192.0.2.1 since 2027-01-01T00:00:00Z", "egress.default.addresses"),
        ("ADDRESSES", "192.0.2.1 from 2027-01-01T00:00:00Z until 2026-01-01T00:00:00Z", "egress.default.addresses"),
    ])
    func entriesThatCannotBeUsedAreNamed(_ name: String, _ value: String, _ key: String) async throws {
        let error = try await #require(throws: ConfigurationError.self) {
            try await Self.read(environment: ["HERALD_EGRESS_DEFAULT_\(name)": value])
        }
        #expect(error.key == key)
        #expect(!"\(error)".contains("SECRET"))
    }

    @Test(arguments: [
        ["HERALD_EGRESS_REGIONS": "default"], ["HERALD_EGRESS_REGIONS": "eu,eu", "HERALD_EGRESS_EU_ADDRESSES": "::1"],
        ["HERALD_EGRESS_REGIONS": "e u"], ["HERALD_EGRESS_REGIONS": "regions"],
        ["HERALD_EGRESS_DEFAULT_SOURCE_ADDRESS": "::1", "HERALD_EGRESS_DEFAULT_PROXY": "http://a:1"],
    ])
    func regionsMustFit(_ environment: [String: String]) async throws {
        await #expect(throws: ConfigurationError.self) { try await Self.read(environment: environment) }
    }

    @Test func theDoctorTriesTheWays() async throws {
        let free = EgressSetting(
            region: "a", way: .direct(source: IPAddress("127.0.0.2")),
            addresses: [EgressRegion.Address(address: "127.0.0.2")])
        let foreign = EgressSetting(region: "b", way: .direct(source: IPAddress("192.0.2.1")))
        let deaf = EgressSetting(region: "c", way: .proxy(EgressProxy(host: "127.0.0.1", port: 1)))
        let silent = EgressSetting(region: "d", way: .direct(source: nil))
        let checks = await EgressChecks.all([free, foreign, deaf, silent])
        #expect(checks.map(\.verdict) == [.ok, .fail, .fail, .warn])
        #expect(checks.map(\.name) == ["egress a", "egress b", "egress c", "egress d"])
    }
}
