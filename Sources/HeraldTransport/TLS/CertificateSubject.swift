/// Reads the subject out of a certificate's DER bytes, as far as it is text.
enum CertificateSubject {
    /// The subject as `CN=…, O=…`, the most specific part first; empty when there is none.
    static func text(of certificate: [UInt8]) -> String {
        guard let body = elements(in: certificate[...]).first.flatMap({ elements(in: $0.contents).first })?.contents
        else { return "" }
        var fields = elements(in: body)[...]
        if fields.first?.tag == 0xA0 { fields = fields.dropFirst() }
        // Serial number, signature algorithm, issuer, validity, subject.
        guard let subject = fields.dropFirst(4).first, subject.tag == 0x30 else { return "" }
        let parts = elements(in: subject.contents).flatMap { elements(in: $0.contents) }.compactMap(part)
        return String(parts.reversed().joined(separator: ", ").prefix(512))
    }

    private struct Element {
        let tag: UInt8
        let contents: ArraySlice<UInt8>
    }

    private static let names: [[UInt8]: String] = [
        [0x55, 4, 3]: "CN", [0x55, 4, 6]: "C", [0x55, 4, 7]: "L", [0x55, 4, 8]: "ST", [0x55, 4, 10]: "O",
        [0x55, 4, 11]: "OU", [0x55, 4, 5]: "serialNumber",
    ]

    /// An attribute such as `CN=…`; nil for those without a usual name.
    private static func part(_ attribute: Element) -> String? {
        let pair = elements(in: attribute.contents)
        guard pair.count == 2, let name = names[Array(pair[0].contents)] else { return nil }
        let text = String(decoding: pair[1].contents, as: UTF8.self)
        return "\(name)="
            + String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : Character($0) })
    }

    /// The elements that stand side by side in DER bytes, up to the first that is broken.
    private static func elements(in bytes: ArraySlice<UInt8>) -> [Element] {
        var elements: [Element] = []
        var rest = bytes
        while let tag = rest.popFirst(), var length = rest.popFirst().map(Int.init) {
            if length > 0x80 {
                guard length - 0x80 <= 3, rest.count >= length - 0x80 else { break }
                let count = length - 0x80
                length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
                rest = rest.dropFirst(count)
            }
            guard rest.count >= length else { break }
            elements.append(Element(tag: tag, contents: rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return elements
    }
}
