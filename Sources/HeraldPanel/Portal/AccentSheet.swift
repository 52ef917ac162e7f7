import HeraldModel

/// The stylesheet that gives a portal its colour, readable in light and in dark.
///
/// Its path names the colour and the content, so it needs no look at the store and browsers may keep it for good.
struct AccentSheet {
    let asset: Asset

    init(_ colour: RGBColour) {
        let text =
            ":root {\n\(Self.rules(Accent(colour, on: .light)))}\n@media (prefers-color-scheme: dark) {\n"
            + ":root {\n\(Self.rules(Accent(colour, on: .dark)))}\n}\n"
        asset = Asset(
            name: "accent-" + colour.description.dropFirst(), ending: "css", type: "text/css; charset=utf-8",
            bytes: Array(text.utf8), folder: "/portal/assets/")
    }

    /// The sheet of that file name; nil when there is none.
    init?(file: String) {
        let parts = file.split(separator: "-")
        guard parts.count == 3, let colour = RGBColour("#" + parts[1]) else { return nil }
        self.init(colour)
        guard asset.path == "/portal/assets/" + file else { return nil }
    }

    private static func rules(_ accent: Accent) -> String {
        [
            ("--accent", accent.main), ("--accent-strong", accent.strong), ("--on-accent", accent.onMain),
            ("--accent-soft", accent.soft),
        ].map { "\($0.0): \($0.1);\n" }.joined()
    }
}
