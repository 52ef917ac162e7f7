import HeraldJSON
import Testing

@testable import HeraldCLI

@Suite struct CatalogueCommandTests {
    @Test func listsCurrentTypes() async {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["catalogue", "list", "--group", "message"]) == .success)
        #expect(recorder.output.contains("message.didCreate"))
        #expect(!recorder.output.contains("channel.didCreate"))
    }

    @Test func searchesNamesAndSummaries() async throws {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["catalogue", "list", "--search", "REACTION", "--json"]) == .success)
        let types = try JSONValue(parsing: recorder.output)["data"]?.array ?? []
        #expect(types.contains { $0["type"] == "message.didAddReaction" })
        #expect(types.allSatisfy { $0["status"] == "current" })
    }

    @Test func showsATypeWithItsSample() async {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["catalogue", "show", "follow.didRequest"]) == .success)
        #expect(recorder.output.contains("\"event\": \"follow.didRequest\""))
        #expect(recorder.output.contains("pending"))
    }

    @Test func printsTheSchema() async throws {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["catalogue", "show", "message.didCreate", "--schema"]) == .success)
        #expect(try JSONValue(parsing: recorder.output)["properties"] != nil)
    }

    @Test func unknownTypesGetSuggestions() async {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["catalogue", "show", "mesage.didCreate"]) == .failure)
        #expect(recorder.errors.contains("Did you mean message.didCreate?"))
    }
}
