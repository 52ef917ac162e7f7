import HeraldJSON
import Testing

@Suite struct JSONPointerTests {
    private static let document =
        #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"m~n":8,"k\"l":6," ":7,"n":{"1":{"x":[[],[5]]}}}"#

    @Test(arguments: [
        ("/foo", #"["bar","baz"]"#), ("/foo/0", #""bar""#), ("/foo/1", #""baz""#), ("/", "0"), ("/a~1b", "1"),
        ("/c%d", "2"),
        ("/m~0n", "8"), ("/k\"l", "6"), ("/ ", "7"), ("/n/1/x/1/0", "5"), ("", document),
    ])
    func finds(pointer: String, expected: String) throws {
        let pointer = try JSONPointer(pointer)
        let bytes = Array(Self.document.utf8)
        let range = try #require(JSONScanner.value(at: pointer, in: bytes))
        #expect(String(decoding: bytes[range], as: UTF8.self) == expected)
        #expect(try JSONValue(parsing: bytes)[pointer: pointer] == JSONValue(parsing: expected))
    }

    @Test(arguments: [
        "/bar", "/foo/2", "/foo/-", "/foo/00", "/foo/0/x", "/foo/bar", "/n/x", "//", "/foo/99999999999999999999",
    ])
    func findsNothing(pointer: String) throws {
        let pointer = try JSONPointer(pointer)
        #expect(JSONScanner.value(at: pointer, in: Array(Self.document.utf8)) == nil)
        #expect(try JSONValue(parsing: Self.document)[pointer: pointer] == nil)
    }

    @Test(arguments: [("foo", 0), ("/a~", 2), ("/a~2", 2), ("/~01/~", 5)])
    func refuses(text: String, offset: Int) {
        #expect(throws: JSONError(.invalidPointer, at: offset)) { try JSONPointer(text) }
    }

    @Test(arguments: ["", "/", "/a~1b/m~0n/0", "//x"])
    func writesWhatItRead(text: String) throws {
        #expect(try JSONPointer(text).description == text)
    }

    @Test func grows() throws {
        #expect(try JSONPointer("/a").appending("b/c").appending(3).description == "/a/b~1c/3")
    }
}
