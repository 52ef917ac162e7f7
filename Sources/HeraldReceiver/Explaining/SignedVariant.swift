internal import HeraldGzip
internal import HeraldJSON

/// What may have been signed: the bytes as they came, or what a usual mistake makes of them.
struct SignedVariant {
    let content: [UInt8]
    /// What was done, to be read after "when"; nil for nothing.
    let change: String?

    /// The body itself, line breaks at its end, and the body as JavaScript writes it again.
    static func common(of body: [UInt8]) -> [SignedVariant] {
        var variants = [SignedVariant(content: body, change: nil)]
        let cut = Array(body.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed())
        if cut.count < body.count {
            variants.append(
                SignedVariant(content: cut, change: "the line break at the end of the body is removed"))
        } else {
            variants.append(
                SignedVariant(content: body + [0x0A], change: "a line break is added at the end of the body"))
        }
        // Of a body that is canonical but for its line break, the variant above already tells everything.
        if let canonical = try? JSONCanonicalizer.canonicalize(body), canonical != cut {
            variants.append(
                SignedVariant(
                    content: canonical,
                    change: "the body is minified the way JSON.stringify does (verify the bytes as they came in)"))
        }
        return variants
    }

    /// The body with `/` as `\/`, and with everything outside ASCII as `\uXXXX` besides, as some senders write it.
    static func escaped(_ body: [UInt8]) -> [SignedVariant] {
        guard let canonical = try? JSONCanonicalizer.canonicalize(body) else { return [] }
        let slashes = EscapedJSON.escape(canonical, unicode: false)
        let all = EscapedJSON.escape(canonical, unicode: true)
        var variants: [SignedVariant] = []
        if slashes != body {
            variants.append(
                SignedVariant(
                    content: slashes,
                    change: "every / of the body is written \\/ (it was parsed and written again on its way to you)"))
        }
        if all != body, all != slashes {
            variants.append(
                SignedVariant(
                    content: all,
                    change: "every / of the body is written \\/ and all but ASCII as \\uXXXX "
                        + "(it was parsed and written again on its way to you)"))
        }
        return variants
    }

    /// What a compressed body holds, for providers that compress nothing.
    static func inflated(_ body: [UInt8], limit: Int) -> [SignedVariant] {
        guard let content = try? Gzip.inflate(body, limit: limit) else { return [] }
        return [SignedVariant(content: content, change: "the body is inflated first (something compressed it)")]
    }
}
