import HeraldModel

/// A portal's colour, moved as little as it takes to be read on the pages' backgrounds.
struct Accent {
    /// Links, and the ground of main buttons.
    let main: RGBColour
    /// The same under the pointer, and words on ``soft``.
    let strong: RGBColour
    /// Words on ``main`` and ``strong``.
    let onMain: RGBColour
    /// A quiet ground.
    let soft: RGBColour

    /// The grounds of panel.css in one colour scheme.
    enum Scheme: CaseIterable {
        case light, dark

        /// `--ground`, `--surface` and `--sunken`.
        var grounds: [RGBColour] {
            switch self {
            case .light: [.init(red: 0xF6, green: 0xF5, blue: 0xF2), .white, .init(red: 0xEF, green: 0xED, blue: 0xE8)]
            case .dark:
                [
                    .init(red: 0x16, green: 0x19, blue: 0x1B), .init(red: 0x1E, green: 0x22, blue: 0x25),
                    .init(red: 0x26, green: 0x2B, blue: 0x2E),
                ]
            }
        }

        /// Where a colour goes to stand out.
        fileprivate var far: RGBColour {
            switch self {
            case .light: .black
            case .dark: .white
            }
        }

        fileprivate var surface: RGBColour { grounds[1] }
    }

    /// What WCAG asks of text.
    static let contrast = 4.5
    private static let steps = 100.0

    init(_ colour: RGBColour, on scheme: Scheme) {
        let main = Self.moved(colour, to: scheme.far) { main in
            scheme.grounds.allSatisfy { main.contrast(to: $0) >= Self.contrast }
        }
        let soft = main.mixed(0.86, of: scheme.surface)
        self.main = main
        self.soft = soft
        strong = Self.moved(main.mixed(0.2, of: scheme.far), to: scheme.far) { $0.contrast(to: soft) >= Self.contrast }
        onMain = main.contrast(to: .white) >= main.contrast(to: .black) ? .white : .black
    }

    /// The nearest colour on the way that is far enough.
    private static func moved(
        _ colour: RGBColour, to far: RGBColour, until isEnough: (RGBColour) -> Bool
    ) -> RGBColour {
        for step in 0..<Int(steps) {
            let moved = colour.mixed(Double(step) / steps, of: far)
            if isEnough(moved) { return moved }
        }
        return far
    }
}
