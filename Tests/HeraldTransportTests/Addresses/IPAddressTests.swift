import HeraldModel
import HeraldTransport
import Testing

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("0.0.0.0", IPAddress.v4(0)),
        ("255.255.255.255", .v4(.max)),
        ("192.168.1.20", .v4(0xC0A8_0114)),
        ("::", .v6(high: 0, low: 0)),
        ("::1", .v6(high: 0, low: 1)),
        ("1::", .v6(high: 0x0001_0000_0000_0000, low: 0)),
        ("2001:db8::8a2e:370:7334", .v6(high: 0x2001_0DB8_0000_0000, low: 0x0000_8A2E_0370_7334)),
        ("1:2:3:4:5:6:7:8", .v6(high: 0x0001_0002_0003_0004, low: 0x0005_0006_0007_0008)),
        ("1:0:0:4::8", .v6(high: 0x0001_0000_0000_0004, low: 8)),
        ("::ffff:10.0.0.1", .v6(high: 0, low: 0x0000_FFFF_0A00_0001)),
        ("64:ff9b::a00:1", .v6(high: 0x0064_FF9B_0000_0000, low: 0x0A00_0001)),
    ])
    func readsAndWrites(_ text: String, _ address: IPAddress) throws {
        #expect(IPAddress(text) == address)
        #expect(IPAddress(address.description) == address)
        #expect(IPAddress(bytes: address.bytes) == address)
        #expect(IPAddress(hostLiteral: text) == address)
    }

    @Test(arguments: [
        ("0:0:0:0:0:0:0:1", "::1"),
        ("2001:DB8:0:0:1:0:0:0", "2001:db8:0:0:1::"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("::ffff:a00:1", "::ffff:10.0.0.1"),
        ("fe80::0:0:0", "fe80::"),
    ])
    func writesTheRecommendedForm(_ text: String, _ expected: String) {
        #expect(IPAddress(text)?.description == expected)
    }

    @Test(arguments: [
        "", ".", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "+1.2.3.4", "1..3.4", "0x1.2.3.4",
        ":", ":::", "1:::2", "1::2::3", ":1::", "1:", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::3:4:5:6:7:8:9",
        "12345::", "g::", "::1%lo", "[::1]", "::1.2.3", "::1.2.3.4:5", "1.2.3.4::", "::01.2.3.4",
    ])
    func refuses(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [
        "127.0.0.1", "2130706433", "0x7f000001", "0X7F000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.1",
        "127.0.1", "127.0.0.1.", "0x7f.0x0.0x0.0x1", "127.0x1", "0177.1", "00000177.0.0.1",
    ])
    func recognisesEveryNotationOfLoopback(_ text: String) {
        #expect(IPAddress(hostLiteral: text) == .v4(0x7F00_0001))
    }

    @Test(arguments: [
        ("[::1]", "::1"), ("::1%lo", "::1"), ("[fe80::1%25eth0]", "fe80::1"),
        ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1"),
        ("0", "0.0.0.0"), ("0x", "0.0.0.0"), ("4294967295", "255.255.255.255"), ("1.65535", "1.0.255.255"),
        ("1.16777215", "1.255.255.255"), ("1.2.65535", "1.2.255.255"),
    ])
    func recognisesOtherLiterals(_ text: String, _ expected: String) {
        #expect(IPAddress(hostLiteral: text)?.description == expected)
    }

    @Test(arguments: [
        "example.com", "localhost", "1.example", "", ".", "256.0.0.1", "1.16777216", "4294967296", "1.2.3.4.5",
        "08.0.0.1",
        "0xg", "[1.2.3.4]", "127.0.0.1..", "a.b", "1_0", "1.2.3.65536",
    ])
    func takesNothingElseForAnAddress(_ text: String) {
        #expect(IPAddress(hostLiteral: text) == nil)
    }

    @Test func refusesOddNumbersOfBytes() {
        #expect(IPAddress(bytes: [1, 2, 3]) == nil)
        #expect(IPAddress(bytes: [UInt8](repeating: 0, count: 17)) == nil)
    }
}
