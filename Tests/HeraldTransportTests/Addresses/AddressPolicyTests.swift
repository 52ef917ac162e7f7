import HeraldModel
import HeraldTransport
import Testing

@Suite struct AddressPolicyTests {
    private let policy = AddressPolicy()

    /// First and last address of every forbidden range.
    @Test(arguments: [
        ("0.0.0.0", "0.255.255.255"), ("10.0.0.0", "10.255.255.255"), ("100.64.0.0", "100.127.255.255"),
        ("127.0.0.0", "127.255.255.255"), ("169.254.0.0", "169.254.255.255"), ("172.16.0.0", "172.31.255.255"),
        ("192.0.0.0", "192.0.0.255"), ("192.0.2.0", "192.0.2.255"), ("192.31.196.0", "192.31.196.255"),
        ("192.52.193.0", "192.52.193.255"), ("192.88.99.0", "192.88.99.255"), ("192.168.0.0", "192.168.255.255"),
        ("192.175.48.0", "192.175.48.255"), ("198.18.0.0", "198.19.255.255"), ("198.51.100.0", "198.51.100.255"),
        ("203.0.113.0", "203.0.113.255"), ("224.0.0.0", "239.255.255.255"), ("240.0.0.0", "255.255.255.255"),
        ("::", "::ffff:ffff"), ("::ffff:0:0:0", "::ffff:0:ffff:ffff"), ("64:ff9b::", "64:ff9b::ffff:ffff"),
        ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"), ("100::", "100::ffff:ffff:ffff:ffff"),
        ("100:0:0:1::", "100:0:0:1:ffff:ffff:ffff:ffff"), ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("2001:10::", "2001:1f:ffff:ffff:ffff:ffff:ffff:ffff"), ("2001:20::", "2001:2f:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"), ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"), ("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("4000::", "8000::"), ("::ffff:10.0.0.0", "::ffff:10.255.255.255"), ("::ffff:127.0.0.1", "::ffff:192.168.1.1"),
    ])
    func forbidsBothEnds(_ first: String, _ last: String) throws {
        for text in [first, last] {
            let address = try #require(IPAddress(text))
            #expect(policy.verdict(address) != .allowed, "\(text)")
        }
    }

    /// The neighbours just outside of the ranges, where these are public.
    @Test(arguments: [
        "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.3.0",
        "192.0.1.255", "192.31.195.255", "192.31.197.0", "192.52.192.255", "192.52.194.0", "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255", "192.169.0.0", "192.175.47.255", "192.175.49.0", "198.17.255.255", "198.20.0.0",
        "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255", "8.8.8.8",
        "2000::", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db9::", "2003::", "2606:4700:4700::1111", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::",
        "::ffff:8.8.8.8",
    ])
    func allowsPublicNeighbours(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(policy.verdict(address) == .allowed)
    }

    @Test(arguments: [
        ("127.0.0.1", "loopback"), ("::1", "loopback"), ("::ffff:10.1.1.1", "private"),
        ("169.254.169.254", "link-local"),
        ("::", "unspecified"), ("::7f00:1", "IPv4-compatible"), ("2001:0:1::", "Teredo"), ("2001:20::1", "ORCHID"),
        ("2001:2::", "protocol assignments"), ("255.255.255.255", "broadcast"), ("4000::1", "not global unicast"),
    ])
    func saysWhy(_ text: String, _ reason: String) throws {
        let address = try #require(IPAddress(text))
        #expect(policy.verdict(address) == .forbidden(reason: reason))
    }

    @Test func theAllowListOverrides() throws {
        let policy = AddressPolicy(allowed: try [#require(CIDR("127.0.0.0/8")), #require(CIDR("fc00::/7"))])
        for text in ["127.0.0.1", "127.255.255.255", "::ffff:127.0.0.1", "fd00::1", "8.8.8.8"] {
            #expect(policy.verdict(try #require(IPAddress(text))) == .allowed, "\(text)")
        }
        for text in ["10.0.0.1", "::1", "::127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::127.0.0.1"] {
            #expect(policy.verdict(try #require(IPAddress(text))) != .allowed, "\(text)")
        }
    }

    @Test(arguments: [
        "127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "::1", "127.0.0.1.", "[::ffff:10.0.0.1]",
        "0",
        "[fe80::1%25eth0]", "[2606:4700::1%eth0]", "256.1.1.1", "1.2.3.4.5", "08.8.8.8", "[1.2.3.4]", "1::2::3", "x.1",
        "x.0x1", "x.1.", "4294967296",
    ])
    func forbidsHostsThatCanOnlyBeBadAddresses(_ host: String) {
        guard case .literal(.forbidden) = policy.judge(host: host) else {
            Issue.record("\(host) is \(policy.judge(host: host))")
            return
        }
    }

    @Test(arguments: ["8.8.8.8", "134744072", "0x08080808", "010.010.010.010", "8.8.2056", "[2606:4700::1111]"])
    func allowsPublicLiterals(_ host: String) {
        #expect(policy.judge(host: host) == .literal(.allowed))
    }

    @Test(arguments: [
        "example.com", "localhost", "a", "1a.2b", "x-1.y2", "0x1.example", "example.com.", "xn--80ak6aa92e.com",
    ])
    func leavesNamesToTheResolver(_ host: String) {
        #expect(policy.judge(host: host) == .name)
    }

    @Test func oneForbiddenAddressIsEnough() throws {
        let addresses = try ["8.8.8.8", "10.0.0.1", "::1"].map { try #require(IPAddress($0)) }
        let forbidden = try #require(policy.firstForbidden(among: addresses))
        #expect(forbidden.address.description == "10.0.0.1")
        #expect(forbidden.reason == "private")
        #expect(policy.firstForbidden(among: [addresses[0]]) == nil)
    }
}
