import HeraldModel
import HeraldStore

extension StoreConformance {
    static let sourceCases: [Case] = [
        Case("a source keeps all its parts, is replaced and removed") { harness in
            let network = try await harness.makeNetwork()
            var full = Source(
                id: try await harness.store.makeSourceID(), networkID: network.id, name: "ü\"", provider: .stream,
                secrets: [
                    SourceSecret(value: "new", createdAt: Timestamp(milliseconds: 2), apiKey: "k2"),
                    SourceSecret(
                        value: "old", createdAt: Timestamp(milliseconds: 1), expiresAt: Timestamp(milliseconds: 3)),
                ], createdAt: Timestamp(milliseconds: 4), allowedAddresses: [Source.providerAddresses, "::1/128"],
                isEnabled: false, updatedAt: Timestamp(milliseconds: 9))
            let plain = Source(
                id: try await harness.store.makeSourceID(), networkID: network.id, name: "", provider: .socialplus,
                secrets: [], createdAt: Timestamp(milliseconds: 5))
            for source in [plain, full] { try await harness.store.save(source) }
            try check(try await harness.store.sources(), is: [full, plain], "sources")
            full.name = "changed"
            full.allowedAddresses = nil
            full.isEnabled = true
            full.secrets.removeLast()
            try await harness.store.save(full)
            try check(try await harness.store.sources(), is: [full, plain], "sources after a change")
            try await harness.store.deleteSource(full.id)
            try await harness.store.deleteSource(full.id)
            try check(try await harness.store.sources(), is: [plain], "sources after a removal")
        },
        Case("sources belong to a network and go with it") { harness in
            let network = try await harness.makeNetwork()
            let kept = try await harness.makeNetwork()
            let make = { (network: Network) in
                Source(
                    id: try await harness.store.makeSourceID(), networkID: network.id, name: "", provider: .standard,
                    secrets: [SourceSecret(value: "s3cret", createdAt: harness.clock.now)],
                    createdAt: harness.clock.now)
            }
            let (gone, left) = (try await make(network), try await make(kept))
            for source in [gone, left] { try await harness.store.save(source) }
            try await harness.store.deleteNetwork(network.id)
            try check(try await harness.store.sources(), is: [left], "sources")
            try await checkThrows(.notFound, "a source without network") { try await harness.store.save(gone) }
            guard try await harness.reopen() else { return }
            try check(try await harness.store.sources(), is: [left], "sources after a restart")
            let fresh = try await harness.store.makeSourceID()
            try check(fresh > left.id, "an id is used again after a restart")
        },
    ]
}
