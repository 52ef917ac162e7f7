import HeraldJSON
import Testing

@testable import HeraldPanel

@Suite struct PayloadTests {
    private static func node(_ json: String) throws -> PayloadNode {
        var left = PayloadNode.most
        return try #require(PayloadNode(root: try JSONValue(parsing: json, maxDepth: 40), left: &left))
    }

    /// The tree's text without its remarks, as a reader sees it unfolded.
    private static func text(_ node: PayloadNode) -> String {
        let label = node.hasLabel ? "\(node.label):" : ""
        guard node.isFold else { return label + node.text + node.comma }
        return label + node.opening + node.children.map(text).joined() + node.closing + node.comma
    }

    @Test(arguments: [
        "{}", "[]", "null", "1e400", #""a\"b""#, #"{"a":{"b":[1,2,{"c":null}],"d":[]},"e":true}"#, "[[[[[1]]]]]",
    ])
    func theTreeSaysWhatTheDocumentSays(_ json: String) throws {
        #expect(try Self.text(Self.node(json)) == json)
    }

    @Test func deepAndLongPartsAreFoldedAtFirst() throws {
        let deep = try Self.node(#"{"a":{"b":{"c":{"d":1}}}}"#)
        #expect(deep.isOpen && deep.children[0].isOpen && deep.children[0].children[0].isOpen)
        #expect(!deep.children[0].children[0].children[0].isOpen && deep.remark == "1 member")
        let list = try Self.node("{\"a\":[" + Array(repeating: "0", count: 41).joined(separator: ",") + "]}")
        #expect(!list.children[0].isOpen && list.children[0].remark == "41 elements")
        let words = String(repeating: "ä", count: 1500)
        let long = try Self.node("{\"a\":\"\(words)\",\"b\":1}").children[0]
        #expect(long.isFold && !long.isOpen && long.remark == "3.0 kB" && long.comma == ",")
        #expect(long.children.map(\.text) == ["\"\(words)\""])
    }

    @Test func hugeAndBrokenDocumentsAreText() {
        let huge = "[" + Array(repeating: "0", count: PayloadNode.most).joined(separator: ",") + "]"
        for text in [huge, "{\"a\":", "plain", String(repeating: "[", count: 41) + String(repeating: "]", count: 41)] {
            let view = PayloadView(Array(text.utf8))
            #expect(!view.isTree && !view.wholeText.isEmpty)
        }
        let broken = PayloadView([0x7B, 0xFF, 0x7D])
        #expect(!broken.isTree && broken.wholeText == "{\u{FFFD}}")
    }

    @Test func hiddenMarksShowInNamesAndValues() throws {
        let node = try Self.node("{\"a\u{202E}b\":\"c\u{200B}\"}").children[0]
        #expect(node.label == "\"a⟨U+202E⟩b\"" && node.text == "\"c⟨U+200B⟩\"")
    }
}
