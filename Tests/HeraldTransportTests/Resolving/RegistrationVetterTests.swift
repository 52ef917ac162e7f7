@testable import HeraldTransport
import NIOCore
import Testing

@Suite struct RegistrationVetterTests {
    private let vetter = RegistrationVetter(
        policy: AddressPolicy(),
        resolver: FakeResolver([
            "good.test": ["8.8.8.8", "2606:4700::1"], "mixed.test": ["8.8.8.8", "10.0.0.7"], "bad.test": ["::1"],
        ])
    )

    @Test(arguments: [
        ("good.test", 443, RegistrationVetting.ok),
        ("8.8.8.8", 80, .ok),
        ("[2606:4700::1]", 80, .ok),
        ("nowhere.test", 443, .unresolved),
        ("mixed.test", 443, .forbidden(address: "10.0.0.7", reason: "private")),
        ("bad.test", 443, .forbidden(address: "::1", reason: "loopback")),
        ("0x7f.1", 443, .forbidden(address: "127.0.0.1", reason: "loopback")),
        ("1.2.3.4.5", 443, .forbidden(address: "1.2.3.4.5", reason: "malformed address")),
        ("good.test", 0, .forbidden(address: "good.test", reason: "not a TCP port")),
        ("good.test", 65_536, .forbidden(address: "good.test", reason: "not a TCP port")),
    ])
    func vets(_ host: String, _ port: Int, _ expected: RegistrationVetting) async {
        #expect(await vetter.vet(host: host, port: port) == expected)
    }

    @Test func aNameServerThatSaysNothingIsNotWaitedFor() async {
        let resolver = TestResolver { host, _ in host == "silent.test" ? nil : TestResolver.addresses("8.8.8.8") }
        #expect(await resolver.resolve("silent.test", within: .milliseconds(50)) == .failure(.temporary))
        #expect(await resolver.resolve("good.test", within: .hours(1)) == TestResolver.addresses("8.8.8.8"))
    }
}
