import HeraldModel
import HeraldStore

extension StoreConformance {
    static let sessionCases: [Case] = [
        Case("sessions are found by their token, touched and removed") { harness in
            let user = try await harness.makeUser("ada", role: .admin)
            let key = Session.Owner.key(try await harness.store.makeKeyID())
            var first = try await harness.makeSession(.user(user.id), token: 1)
            let second = try await harness.makeSession(.user(user.id), token: 2)
            let third = try await harness.makeSession(.user(user.id), token: 3)
            let foreign = try await harness.makeSession(key, token: 4)
            try check(try await harness.store.session(tokenHash: second.tokenHash), is: second, "a session")
            try check(try await harness.store.session(tokenHash: [9]), is: nil, "an unknown token")
            first.lastSeenAt = harness.clock.now.advanced(byMilliseconds: 60_000)
            try await harness.store.touch(first.id, at: first.lastSeenAt)
            try check(try await harness.store.sessions(of: .user(user.id)), is: [first, second, third], "of a user")
            try check(try await harness.store.sessions(of: key), is: [foreign], "of a key")
            try await harness.store.deleteSession(second.id)
            try await harness.store.deleteSession(second.id)
            try await harness.store.touch(second.id, at: first.lastSeenAt)
            try check(try await harness.store.sessions(of: .user(user.id)), is: [first, third], "after a removal")
            try await harness.store.deleteSessions(of: .user(user.id), except: third.id)
            try check(try await harness.store.sessions(of: .user(user.id)), is: [third], "all but one")
            try await harness.store.deleteSessions(of: .user(user.id), except: nil)
            try check(try await harness.store.sessions(of: .user(user.id)), is: [], "none")
            try check(try await harness.store.sessions(of: key), is: [foreign], "another owner's")
        },
        Case("sessions are forgotten when idle or old, and survive a restart") { harness in
            let owner = Session.Owner.key(try await harness.store.makeKeyID())
            let start = harness.clock.now
            var old = try await harness.makeSession(owner, token: 1)
            let idle = try await harness.makeSession(owner, token: 2)
            var kept = try await harness.makeSession(owner, token: 3)
            let seen = start.advanced(byMilliseconds: 1000)
            for session in [old, kept] { try await harness.store.touch(session.id, at: seen) }
            old.lastSeenAt = seen
            kept.lastSeenAt = seen
            try await harness.store.forgetSessions(lastSeenBefore: start, createdBefore: start)
            try check(try await harness.store.sessions(of: owner), is: [old, idle, kept], "none is old")
            try await harness.store.forgetSessions(lastSeenBefore: seen, createdBefore: start)
            try check(try await harness.store.sessions(of: owner), is: [old, kept], "the idle one is gone")
            if try await harness.reopen() {
                try check(try await harness.store.sessions(of: owner), is: [old, kept], "after a restart")
            }
            try await harness.store.forgetSessions(
                lastSeenBefore: start, createdBefore: start.advanced(byMilliseconds: 1))
            try check(try await harness.store.sessions(of: owner), is: [], "all began too long ago")
        },
        Case("sessions of a portal keep their pass and end with their network") { harness in
            var network = try await harness.makeNetwork()
            let other = try await harness.makeNetwork()
            network.portal = PortalSettings(
                name: "Webhooks ü", colour: RGBColour("#0a1B2c"), origins: ["https://app.example"], epoch: 3)
            try await harness.store.save(network)
            _ = try await harness.reopen()
            try check(try await harness.store.networks(), is: [network, other], "a network with its portal")
            let now = harness.clock.now
            let pass = PortalPass(
                role: .read, viewer: "Ada", expiresAt: now.advanced(byMilliseconds: 60_000), epoch: 3)
            let first = try await harness.makeSession(.portal(network.id), token: 1, pass: pass)
            let nameless = PortalPass(role: .manage, viewer: nil, expiresAt: pass.expiresAt, epoch: 3)
            let second = try await harness.makeSession(.portal(network.id), token: 2, pass: nameless)
            let foreign = try await harness.makeSession(.portal(other.id), token: 3, pass: pass)
            try check(try await harness.store.session(tokenHash: first.tokenHash), is: first, "a pass")
            try check(try await harness.store.sessions(of: .portal(network.id)), is: [first, second], "of a portal")
            try await harness.store.deleteSessions(of: .portal(other.id), except: nil)
            try check(try await harness.store.sessions(of: .portal(other.id)), is: [], "revoked")
            try check(try await harness.store.session(tokenHash: foreign.tokenHash), is: nil, "a revoked one")
            try check(try await harness.store.sessions(of: .portal(network.id)), is: [first, second], "another's")
            try await harness.store.deleteNetwork(network.id)
            try check(try await harness.store.sessions(of: .portal(network.id)), is: [], "of a deleted network")
        },
    ]
}
