import Foundation
import HeraldSQLite
import HeraldStore
import Testing

@Suite struct SecretKeyTests {
    private let base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    @Test func makesAKeyFileOnlyItsOwnerReads() throws {
        let place = try TemporaryStore()
        _ = try SecretKey.load(environmentValue: nil, storePath: place.path)
        let file = SecretKey.keyFile(besideStore: place.path)
        #expect(file == place.folder + "/herald.key")
        #expect(try place.permissions(of: file) == 0o600)
        #expect(FileManager.default.contents(atPath: file)?.count == 45)
    }

    @Test func readsTheFileAgain() async throws {
        let place = try TemporaryStore()
        for _ in 0..<2 {
            let key = try SecretKey.load(environmentValue: nil, storePath: place.path)
            try await place.open(key: key).close()
        }
    }

    @Test func prefersTheEnvironment() async throws {
        let place = try TemporaryStore()
        let key = try SecretKey.load(environmentValue: " \(base64)\n", storePath: place.path)
        #expect(!FileManager.default.fileExists(atPath: SecretKey.keyFile(besideStore: place.path)))
        try await place.open(key: key).close()
        let same = try SecretKey(bytes: Array(0..<32))
        try await place.open(key: same).close()
    }

    @Test(arguments: [0o640, 0o604, 0o666])
    func refusesAFileOthersCanRead(_ mode: Int) throws {
        let place = try TemporaryStore()
        _ = try SecretKey.load(environmentValue: nil, storePath: place.path)
        let file = SecretKey.keyFile(besideStore: place.path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        let error = #expect(throws: StoreError.self) {
            try SecretKey.load(environmentValue: nil, storePath: place.path)
        }
        #expect(error?.description.contains("chmod 600") == true)
    }

    @Test func refusesAStoreWithoutItsKeyFile() async throws {
        let place = try TemporaryStore()
        try await place.open().close()
        let error = #expect(throws: StoreError.self) {
            try SecretKey.load(environmentValue: nil, storePath: place.path)
        }
        #expect(error?.description.contains("missing") == true)
    }

    @Test(arguments: ["not base64!", "c2hvcnQ=", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8A"])
    func refusesOtherText(_ text: String) throws {
        let place = try TemporaryStore()
        let error = #expect(throws: StoreError.self) {
            try SecretKey.load(environmentValue: text, storePath: place.path)
        }
        #expect(error?.description.contains("HERALD_SECRET_KEY") == true)
        #expect(error?.description.contains(text) == false)
    }
}
