import HeraldModel
import HeraldStore

extension StoreConformance {
    static let hookCases: [Case] = [
        Case("a hook keeps all its parts and is replaced by its kind") { harness in
            let network = try await harness.makeNetwork()
            let other = try await harness.makeNetwork()
            let full = Hook(
                networkID: network.id, kind: .customCommand, url: "https://example.com/a?type={type}",
                secrets: [
                    WebhookSecret(value: "whsec_ü", createdAt: Timestamp(milliseconds: 2)),
                    WebhookSecret(
                        value: "alt", createdAt: Timestamp(milliseconds: 1), expiresAt: Timestamp(milliseconds: 3)),
                ], createdAt: Timestamp(milliseconds: 4), attemptTimeoutMilliseconds: 1,
                overallTimeoutMilliseconds: 5000, onFailure: .deny, isShadow: true, isEnabled: false,
                isUnresolved: true, updatedAt: Timestamp(milliseconds: 9))
            var plain = Hook(
                networkID: network.id, kind: .preHook, url: "http://example.com", secrets: [],
                createdAt: Timestamp(milliseconds: 5))
            let elsewhere = Hook(
                networkID: other.id, kind: .preHook, url: "http://example.net", secrets: [],
                createdAt: Timestamp(milliseconds: 6))
            for hook in [full, plain, elsewhere] { try await harness.store.save(hook) }
            try check(Set(try await harness.store.hooks()), is: [full, plain, elsewhere], "hooks")
            plain.url = "http://example.org"
            plain.secrets = [WebhookSecret(value: "new", createdAt: Timestamp(milliseconds: 7))]
            try await harness.store.save(plain)
            try check(Set(try await harness.store.hooks()), is: [full, plain, elsewhere], "hooks after a change")
            try await harness.store.deleteHook(full.key)
            try await harness.store.deleteHook(full.key)
            try check(Set(try await harness.store.hooks()), is: [plain, elsewhere], "hooks after a removal")
        },
        Case("commands are unique by name, limited, changed and removed") { harness in
            let network = try await harness.makeNetwork()
            let other = try await harness.makeNetwork()
            var ticket = ChatCommand(
                networkID: network.id, name: "ticket", createdAt: Timestamp(milliseconds: 1), description: "d\"ü",
                args: "[text]", set: "fun_set", updatedAt: Timestamp(milliseconds: 2))
            let poll = ChatCommand(networkID: network.id, name: "poll", createdAt: Timestamp(milliseconds: 3))
            let elsewhere = ChatCommand(networkID: other.id, name: "ticket", createdAt: Timestamp(milliseconds: 4))
            try check(try await harness.store.add(ticket, limit: 2), "the first command was refused")
            let again = ticket
            try await checkThrows(.conflict, "a second command of that name") {
                try await harness.store.add(again, limit: 2)
            }
            try check(try await harness.store.add(poll, limit: 2), "the second command was refused")
            try check(try await harness.store.add(elsewhere, limit: 2), "another network's command was refused")
            let third = ChatCommand(networkID: network.id, name: "third", createdAt: Timestamp(milliseconds: 5))
            try check(!(try await harness.store.add(third, limit: 2)), "the limit does not hold")
            ticket.args = ""
            ticket.updatedAt = Timestamp(milliseconds: 6)
            try await harness.store.update(ticket)
            try check(Set(try await harness.store.commands()), is: [ticket, poll, elsewhere], "commands")
            try await checkThrows(.notFound, "a change of an unknown command") {
                try await harness.store.update(third)
            }
            try await harness.store.deleteCommand("ticket", of: network.id)
            try await harness.store.deleteCommand("ticket", of: network.id)
            try check(Set(try await harness.store.commands()), is: [poll, elsewhere], "commands after a removal")
        },
        Case("hooks and commands belong to a network and go with it") { harness in
            let network = try await harness.makeNetwork()
            let kept = try await harness.makeNetwork()
            let makeHook = { (network: Network) in
                Hook(
                    networkID: network.id, kind: .beforeMessageSend, url: "http://example.com",
                    secrets: [WebhookSecret(value: "s3cret", createdAt: harness.clock.now)],
                    createdAt: harness.clock.now)
            }
            let makeCommand = { (network: Network) in
                ChatCommand(networkID: network.id, name: "ticket", createdAt: harness.clock.now)
            }
            for network in [network, kept] {
                try await harness.store.save(makeHook(network))
                _ = try await harness.store.add(makeCommand(network), limit: 1)
            }
            try await harness.store.deleteNetwork(network.id)
            let (hook, command) = (makeHook(kept), makeCommand(kept))
            try check(try await harness.store.hooks(), is: [hook], "hooks")
            try check(try await harness.store.commands(), is: [command], "commands")
            let (lateHook, lateCommand) = (makeHook(network), makeCommand(network))
            try await checkThrows(.notFound, "a hook without network") { try await harness.store.save(lateHook) }
            try await checkThrows(.notFound, "a command without network") {
                try await harness.store.add(lateCommand, limit: 1)
            }
            guard try await harness.reopen() else { return }
            try check(try await harness.store.hooks(), is: [hook], "hooks after a restart")
            try check(try await harness.store.commands(), is: [command], "commands after a restart")
        },
    ]
}
