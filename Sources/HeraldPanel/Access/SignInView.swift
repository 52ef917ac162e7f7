/// What the sign-in page shows.
struct SignInView {
    let next: String?
    /// The name as typed; passwords and keys are never put into a page.
    let typedName: String
    var problem: String?

    init(_ form: FormText) {
        next = Self.safe(form.text("next"))
        typedName = form.text("name") ?? ""
    }

    /// A page of the panel to go on to; nothing that a browser could take for another site.
    static func safe(_ path: String?) -> String? {
        guard let path, path.hasPrefix("/panel/"), path.utf8.count <= 2000,
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        return path
    }
}
