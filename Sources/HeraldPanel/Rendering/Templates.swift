import Mustache

/// The embedded templates, ready to be filled in.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// Reads all templates. They are part of the executable, so a failure means a broken build.
    init() throws {
        MustacheContentTypes.register(MarkupEscaping(), named: MarkupEscaping.name)
        var library = MustacheLibrary()
        for (name, bytes) in EmbeddedFiles.all where name.hasPrefix("templates/") {
            // Every template says so itself, because partials start with the library's own escaping.
            let text = "{{% CONTENT_TYPE: \(MarkupEscaping.name)}}\n" + String(decoding: bytes, as: UTF8.self)
            try library.register(text, named: String(name.dropFirst("templates/".count)))
        }
        self.library = library
    }

    /// A page as HTML.
    func page(_ page: Page) -> String { library.render(page, withTemplate: page.template) ?? "" }
}
