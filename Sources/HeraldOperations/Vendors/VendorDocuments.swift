import HeraldJSON
import HeraldModel
import HeraldStore

/// Reads and writes what vendors' APIs keep, in store and registry together.
struct VendorDocuments: Sendable {
    let store: any DocumentBook
    let directory: Directory

    /// A network's document; an empty object when there is none.
    func document(_ name: VendorDocumentName, of network: NetworkID) -> JSONObject {
        directory.vendorDocument(name, of: network)?.object ?? JSONObject()
    }

    /// Writes a document. Runs inside the gate.
    func save(_ object: JSONObject, as name: VendorDocumentName, of network: NetworkID) async throws {
        let value = JSONValue.object(object)
        try await OperationError.translating("network") {
            try await store.save([Document(networkID: network, name: name.rawValue, body: value.encoded())])
        }
        directory.put(value, as: name, of: network)
    }
}
