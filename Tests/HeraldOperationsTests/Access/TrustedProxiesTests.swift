import HeraldModel
import HeraldOperations
import Testing

@Suite struct TrustedProxiesTests {
    private static let proxies = TrustedProxies(["10.0.0.0/8", "fd00::/8"].compactMap(CIDR.init))

    @Test(
        arguments: [
            // Who nobody trusts speaks for itself, whatever it says.
            ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"), ("203.0.113.9", [], "203.0.113.9"),
            ("10.0.0.1", [], "10.0.0.1"), ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
            // What a client wrote itself stands before what the proxy saw.
            ("10.0.0.1", ["10.9.9.9, 198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", ["192.0.2.7, 198.51.100.1,10.0.0.2"], "198.51.100.1"),
            ("10.0.0.1", ["192.0.2.7", "198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
            ("fd00::1", ["[2001:db8::5]:4711"], "2001:db8::5"), ("fd00::1", ["2001:db8::5"], "2001:db8::5"),
            ("10.0.0.1", [" 198.51.100.1:80\t"], "198.51.100.1"),
            // What cannot be read hides who called.
            ("10.0.0.1", ["unknown"], nil), ("10.0.0.1", ["198.51.100.1, "], nil),
            ("10.0.0.1", ["[2001:db8::5"], "2001:db8::5"),
        ] as [(String, [String], String?)])
    func theClientIsTheFirstThatIsNotTrusted(peer: String, forwardedFor: [String], client: String?) {
        let found = Self.proxies.client(peer: IPAddress(peer), forwardedFor: forwardedFor)
        #expect(found == client.flatMap(IPAddress.init))
    }

    @Test func aPeerWithoutAddressIsNobody() {
        #expect(Self.proxies.client(peer: nil, forwardedFor: ["198.51.100.1"]) == nil)
    }
}
