import HeraldModel
import Testing

@testable import HeraldPanel

@Suite struct AccentTests {
    /// Every corner and the middle of the cube of colours.
    private static let colours: [RGBColour] = [0, 64, 128, 191, 255].flatMap { red in
        [0, 64, 128, 191, 255].flatMap { green in
            [0, 64, 128, 191, 255].map { RGBColour(red: red, green: green, blue: $0) }
        }
    }

    @Test(arguments: Accent.Scheme.allCases)
    func everyColourIsReadable(scheme: Accent.Scheme) {
        for colour in Self.colours {
            let accent = Accent(colour, on: scheme)
            for ground in scheme.grounds {
                #expect(accent.main.contrast(to: ground) >= 4.5, "\(colour) on \(ground)")
                #expect(accent.strong.contrast(to: ground) >= 4.5, "\(colour), strong, on \(ground)")
            }
            #expect(accent.onMain.contrast(to: accent.main) >= 4.5, "words on \(colour)")
            #expect(accent.onMain.contrast(to: accent.strong) >= 4.5, "words on \(colour), strong")
            #expect(accent.strong.contrast(to: accent.soft) >= 4.5, "\(colour) on its soft ground")
        }
    }

    @Test func aReadableColourStays() throws {
        let blue = try #require(RGBColour("#0f4cbe"))
        #expect(Accent(blue, on: .light).main == blue)
        #expect(Accent(blue, on: .dark).main != blue)
    }

    @Test func contrastIsTheStandards() throws {
        #expect(RGBColour.black.contrast(to: .white) == 21)
        let grey = try #require(RGBColour("#767676"))
        #expect((4.54...4.55).contains(grey.contrast(to: .white)))
    }
}
