import HTTPTypes
import HeraldModel
import HeraldOperations
import NIOCore
import Testing

@testable import HeraldPanel

@Suite struct ClientAddressTests {
    @Test(
        arguments: [
            ("192.0.2.7", nil, "192.0.2.7"), ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
            ("10.0.0.1", "198.51.100.1", "198.51.100.1"), ("10.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
            ("10.0.0.1", "nonsense", "10.0.0.1"), ("2001:db8:1:2:3:4:5:6", nil, "2001:db8:1:2::/64"),
        ] as [(String, String?, String)])
    func theWordOfTrustedProxiesCounts(peer: String, forwarded: String?, client: String) throws {
        let name = try #require(HTTPField.Name("x-forwarded-for"))
        var headers: HTTPFields = [:]
        headers[name] = forwarded
        let proxies = TrustedProxies([try #require(CIDR("10.0.0.0/8"))])
        let address = try SocketAddress(ipAddress: peer, port: 1)
        #expect(ClientAddress.text(address, headers, proxies: proxies) == client)
    }
}
