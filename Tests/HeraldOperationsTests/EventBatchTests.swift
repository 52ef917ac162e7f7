import HeraldJSON
import Testing

@testable import HeraldOperations

@Suite struct EventBatchTests {
    private func events(_ text: String, _ format: EventFormat = .json) throws -> [String] {
        let batch = try Array(text.utf8).withUnsafeBufferPointer { bytes throws(OperationError) in
            try EventBatch(bytes, format: format, limits: OperationLimits())
        }
        return batch.events.map { String(decoding: batch.bytes[$0], as: UTF8.self) }
    }

    @Test(arguments: [
        (#"{"a":1}"#, [#"{"a":1}"#]), (#"[1]"#, ["1"]), (#"[ 1 , 2 ]"#, ["1", "2"]),
        (
            #"["a,b","c\"],[",[1,[2,3]],{"x":[{"y":","}]},null]"#,
            [#""a,b""#, #""c\"],[""#, "[1,[2,3]]", #"{"x":[{"y":","}]}"#, "null"]
        ),
        (#"["\\","\\\"",{}]"#, [#""\\""#, #""\\\"""#, "{}"]), (#"[[],{}]"#, ["[]", "{}"]),
    ])
    func documentsAreCutIntoEvents(text: String, expected: [String]) throws {
        #expect(try events(text) == expected)
    }

    @Test(arguments: [
        ("{}\n{}", ["{}", "{}"]), ("\n\r\n {\"a\": 1} \r\n\n", [#"{"a":1}"#]), ("[1,2]\n3", ["[1,2]", "3"]),
    ])
    func linesAreCutIntoEvents(text: String, expected: [String]) throws {
        #expect(try events(text, .lines) == expected)
    }

    @Test func hashesCoverTypeAndPayloadOnly() {
        let one = ContentHash.of(type: "a.b", data: Array("{}".utf8))
        #expect(one == ContentHash.of(type: "a.b", data: Array("{}".utf8)))
        #expect(one != ContentHash.of(type: "a.c", data: Array("{}".utf8)))
        #expect(one != ContentHash.of(type: "a.b", data: Array(#"{"a":1}"#.utf8)))
        let shifted = ContentHash.of(type: "a", data: Array("b{}".utf8))
        #expect(shifted != ContentHash.of(type: "ab", data: Array("{}".utf8)))
    }
}
