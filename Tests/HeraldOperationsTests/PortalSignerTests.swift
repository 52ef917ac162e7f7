import HeraldModel
import Testing

@testable import HeraldOperations

@Suite struct PortalSignerTests {
    private let signer = PortalSigner(key: Array(repeating: 7, count: 32))
    private let grant = PortalGrant(
        networkID: NetworkID(rawValue: 0x1122_3344_5566_7788),
        pass: PortalPass(
            role: .read, viewer: "Ädä", expiresAt: Timestamp(milliseconds: 1_767_323_045_678), epoch: 3))

    @Test func aTokenComesBackAsItWas() {
        let token = signer.token(for: grant)
        #expect(signer.grant(of: token) == grant)
        #expect(token.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !token.contains("+") && !token.contains("="))
        #expect(signer.token(for: grant) != token)
        let nameless = PortalGrant(
            networkID: grant.networkID,
            pass: PortalPass(role: .manage, viewer: nil, expiresAt: grant.pass.expiresAt, epoch: 0))
        #expect(signer.grant(of: signer.token(for: nameless)) == nameless)
    }

    @Test func anyChangeIsNoticed() throws {
        let token = signer.token(for: grant)
        var accepted = 0
        // The last digit may hold bits that count for nothing.
        for index in token.indices.dropLast() {
            var changed = token
            changed.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
            if signer.grant(of: changed) != nil { accepted += 1 }
        }
        #expect(accepted == 0)
        for bad in ["", "herald_p1_", token + "AAAA", String(token.dropLast(4)), "herald_p2_" + token.dropFirst(10)] {
            #expect(signer.grant(of: bad) == nil, "\(bad)")
        }
        #expect(PortalSigner(key: Array(repeating: 8, count: 32)).grant(of: token) == nil)
    }
}
