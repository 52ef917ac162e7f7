import HeraldJSON
import Testing

@Suite struct JSONScannerTests {
    @Test func iteratesMembers() {
        let bytes = Array(#" { "a" : 1 , "b\"":{"x":[1,"}]"]}, "c":"é" ,"d":null}"#.utf8)
        let members = JSONScanner.members(of: bytes).map { member in
            [member.key, member.value].map { String(decoding: bytes[$0], as: UTF8.self) }
        }
        #expect(
            members == [["\"a\"", "1"], [#""b\"""#, #"{"x":[1,"}]"]}"#], ["\"c\"", "\"é\""], ["\"d\"", "null"]])
    }

    @Test func iteratesMembersOfAPart() throws {
        let bytes = Array(#"{"a":{"x":1,"y":2},"b":3}"#.utf8)
        let range = try #require(JSONScanner.value(at: JSONPointer("/a"), in: bytes))
        let keys = JSONScanner.members(of: bytes, in: range).map { JSONScanner.string(at: $0.key, in: bytes) }
        #expect(keys == ["x", "y"])
    }

    @Test(arguments: ["", "{}", "[]", "1", "\"a\"", "{", "{\"a\"", "{\"a\":", "{]", "  "])
    func findsNoMembers(text: String) {
        #expect(Array(JSONScanner.members(of: Array(text.utf8))).isEmpty)
    }

    @Test func readsStrings() {
        let bytes = Array(#"["a\n\u00e9",1]"#.utf8)
        #expect(JSONScanner.string(at: 1..<12, in: bytes) == "a\né")
        #expect(JSONScanner.string(at: 13..<14, in: bytes) == nil)
        #expect(JSONScanner.string(at: 0..<12, in: bytes) == nil)
        #expect(JSONScanner.string(at: 1..<11, in: bytes) == nil)
        #expect(JSONScanner.string(at: 1..<99, in: bytes) == nil)
    }
}
