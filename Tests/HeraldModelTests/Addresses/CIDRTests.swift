import HeraldModel
import Testing

@Suite struct CIDRTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.0.0.0", true), ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
        ("10.0.0.0/8", "9.255.255.255", false), ("0.0.0.0/0", "255.1.2.3", true), ("1.2.3.4", "1.2.3.4", true),
        ("1.2.3.4", "1.2.3.5", false), ("1.2.3.4/31", "1.2.3.5", true), ("::/0", "ff00::1", true),
        ("fc00::/7", "fdff::1", true), ("fc00::/7", "fe00::", false), ("2001:db8::/64", "2001:db8::ffff", true),
        ("2001:db8::/64", "2001:db8:0:1::", false), ("64:ff9b::/96", "64:ff9b::ffff:ffff", true),
        ("64:ff9b::/96", "64:ff9b::1:0:0", false), ("::1", "::1", true), ("::1", "::2", false),
        ("::/0", "1.2.3.4", false), ("0.0.0.0/0", "::ffff:1.2.3.4", false),
    ])
    func contains(_ range: String, _ address: String, _ expected: Bool) throws {
        let range = try #require(CIDR(range))
        let address = try #require(IPAddress(address))
        #expect(range.contains(address) == expected)
        #expect(CIDR(range.description) == range)
    }

    @Test(arguments: [
        "", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/-1", "10.0.0.0/8/9", "::/129", "::1/64", "x/8",
        "2001:db8::1/127", "10.0.0.0/ 8", "127.1/8",
    ])
    func refuses(_ text: String) {
        #expect(CIDR(text) == nil)
    }
}
