import HeraldModel
import HeraldStore

extension StoreConformance {
    static let documentCases: [Case] = [
        Case("documents are added, replaced, found by prefix and removed") { harness in
            let first = try await harness.makeNetwork("first")
            let second = try await harness.makeNetwork("second")
            var settings = Document(networkID: first.id, name: "vendor/a", body: Array(#"{"a":"ü"}"#.utf8))
            let other = Document(networkID: first.id, name: "vendor_b", body: [])
            let foreign = Document(networkID: second.id, name: "vendor/a", body: [0, 255])
            try await harness.store.save([other, settings, foreign])
            try check(try await harness.store.document("vendor/a", of: first.id), is: settings, "a document")
            try check(try await harness.store.document("vendor/", of: first.id), is: nil, "a part of a name")
            try check(try await harness.store.documents(named: "vendor/"), is: [settings, foreign], "documents")
            settings.body = [1]
            try await harness.store.save([settings])
            try check(
                try await harness.store.documents(named: ""), is: [settings, other, foreign], "all after a change")
            try await harness.store.deleteDocuments(named: "vendor/", of: first.id)
            try await harness.store.deleteDocuments(named: "vendor/", of: first.id)
            try check(try await harness.store.documents(named: ""), is: [other, foreign], "after a removal")
        },
        Case("documents are saved together or not at all, and go with their network") { harness in
            let network = try await harness.makeNetwork()
            let kept = Document(networkID: network.id, name: "a", body: [1])
            let ghost = Document(networkID: try await harness.store.makeNetworkID(), name: "a", body: [2])
            try await checkThrows(.notFound, "a document without network") {
                try await harness.store.save([kept, ghost])
            }
            try check(try await harness.store.documents(named: ""), is: [], "documents after a refusal")
            try await harness.store.save([kept])
            try await harness.store.deleteNetwork(network.id)
            try check(try await harness.store.documents(named: ""), is: [], "documents of a deleted network")
            try await checkThrows(.notFound, "a document of a deleted network") {
                try await harness.store.save([kept])
            }
        },
        Case("documents survive a restart") { harness in
            let network = try await harness.makeNetwork()
            let document = Document(networkID: network.id, name: "vendor/a", body: Array(repeating: 7, count: 300_000))
            try await harness.store.save([document])
            guard try await harness.reopen() else { return }
            try check(try await harness.store.documents(named: ""), is: [document], "documents after a restart")
        },
    ]
}
