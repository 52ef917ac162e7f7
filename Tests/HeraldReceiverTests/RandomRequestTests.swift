import HeraldGzip
import HeraldReceiver
import Testing

/// Requests nobody would send: they are refused and explained, and nothing breaks.
@Suite struct RandomRequestTests {
    private static let names = [
        "x-amity-signature", "x-eko-signature", "x-signature", "x-sendbird-signature", "x-api-key", "x-webhook-id",
        "x-webhook-attempt", "content-encoding", "webhook-id", "webhook-timestamp", "webhook-signature", "",
    ]
    private static let values = [
        "", " ", "v1,", "v1a,", "v1", ",", "v1, v1,", "gzip", "0", "-1", "9223372036854775807", "99999999999999999999",
        String(repeating: "0", count: 64), String(repeating: "A", count: 43) + "=",
        "v1," + String(repeating: "=", count: 44),
        "v1a," + String(repeating: "A", count: 86) + "==", "sha256=" + String(repeating: "f", count: 64), "é🌍\u{0}",
        String(repeating: "v1,x ", count: 5000),
    ]
    private static let secrets = [
        "s", "whsec_AAAA", "whpk_Kay64UG8yvCyLhqU000LxzYeUm0L/hLIl5S8kyKWbdc=", " whsec_AAAA\n", "%",
    ]

    @Test(arguments: Provider.allCases, 0..<8 as Range<UInt64>)
    func areRefusedAndExplained(provider: Provider, seed: UInt64) throws {
        var random = SplitMix(state: seed &* 31 &+ 7)
        let receiver = Receiver(
            provider: provider, secrets: Self.secrets,
            options: .init(toleranceSeconds: .max, maxBodyBytes: 1 << 16))
        for _ in 0..<150 {
            let headers = (0..<random.below(8)).map { _ in
                (name: Self.names[random.below(Self.names.count)], value: Self.values[random.below(Self.values.count)])
            }
            var body = (0..<random.below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            switch random.below(4) {
            case 0: body = try Gzip.compress(body)
            case 1: body = [0x1F, 0x8B] + body
            case 2:
                body = Array(#"{"type":"x","created_at":"\#(String(repeating: "9", count: random.below(40)))"}"#.utf8)
            default: break
            }
            let now = random.below(2) == 0 ? nil : Int64(bitPattern: random.next())
            #expect(receiver.verify(headers: headers, body: body, now: now).event == nil)
            #expect(!receiver.explain(headers: headers, body: body, now: now).isEmpty)
        }
    }

    private struct SplitMix {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }

        mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    }
}
