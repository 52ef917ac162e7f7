import HeraldModel
import Testing

@testable import HeraldTransport

@Suite struct ProxyReplyTests {
    @Test(arguments: [
        ("HTTP/1.1 200 Connection established\r\n\r\n", ProxyReply.Progress.established),
        ("HTTP/1.0 200\r\nVia: x\r\n\r\n", .established),
        ("HTTP/1.1 204 x\r\n\r\n", .established),
        ("HTTP/1.1 407 Who are you\r\nContent-Length: 2\r\n\r\nno", .refused(status: 407)),
        ("HTTP/1.1 502 \r\n\r\n", .refused(status: 502)),
        ("HTTP/1.1 302 \r\n\r\n", .refused(status: 302)),
        ("HTTP/1.1 100 \r\n\r\n", .invalid),
        ("HTTP/1.1 200 OK\r\n\r\nx", .invalid),
        ("HTTP/1.1 2x0 OK\r\n\r\n", .invalid),
        ("HTTP/1.1 2000 OK\r\n\r\n", .invalid),
        ("HTTP/2 200\r\n\r\n", .invalid),
        ("SSH-2.0", .invalid),
        ("H", .incomplete),
        ("HTTP/1.1 200 OK\r\nVia: x\r\n", .incomplete),
    ])
    func isRead(_ text: String, _ expected: ProxyReply.Progress) {
        var whole = ProxyReply()
        #expect(whole.receive(text.utf8) == expected)
        // However it is cut; but what comes after the head must come with it to be noticed.
        guard expected == .incomplete || text.hasSuffix("\r\n\r\n") else { return }
        var pieces = ProxyReply()
        var last = ProxyReply.Progress.incomplete
        for byte in text.utf8 where last == .incomplete { last = pieces.receive([byte]) }
        #expect(last == expected)
    }

    @Test func isBounded() {
        var reply = ProxyReply()
        #expect(reply.receive("HTTP/1.1 200 OK\r\n".utf8) == .incomplete)
        var last = ProxyReply.Progress.incomplete
        for _ in 0..<ProxyReply.limit where last == .incomplete { last = reply.receive("x".utf8) }
        #expect(last == .invalid)
    }

    @Test func theRequestNamesTheAddress() throws {
        let plain = EgressProxy(host: "proxy", port: 3128)
        #expect(
            plain.request(for: try #require(IPAddress("192.0.2.7")), port: 443)
                == "CONNECT 192.0.2.7:443 HTTP/1.1\r\nhost: 192.0.2.7:443\r\n\r\n")
        let other = EgressProxy(host: "::1", port: 1, authorization: "Basic secret")
        #expect(
            other.request(for: try #require(IPAddress("2001:db8::1")), port: 80)
                == "CONNECT [2001:db8::1]:80 HTTP/1.1\r\nhost: [2001:db8::1]:80\r\n"
                + "proxy-authorization: Basic secret\r\n\r\n")
        #expect("\(other) \(String(reflecting: other))".contains("secret") == false)
        #expect("\(other)" == "[::1]:1")
    }
}
