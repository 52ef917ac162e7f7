@_spi(Benchmarks) import HeraldTransport

enum ParsingLoop {
    static func run(_ count: Int) throws -> Int {
        let answer = Array(
            """
            HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Fri, 02 Jan 2026 03:04:05 GMT\r\n\
            Content-Type: application/json\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}
            """.utf8)
        var meter = ResponseMeter()
        var sum = 0
        for _ in 0..<count {
            guard let status = meter.status(of: answer) else { throw BrokenAnswer() }
            sum += status
        }
        return sum
    }

    struct BrokenAnswer: Error {}
}
