import Foundation
import HeraldModel

extension RGBColour {
    static let white = RGBColour(red: 255, green: 255, blue: 255)
    static let black = RGBColour(red: 0, green: 0, blue: 0)

    /// How far apart two colours are in brightness, from 1 to 21 (WCAG 2.2, contrast ratio).
    func contrast(to other: RGBColour) -> Double {
        let (left, right) = (luminance, other.luminance)
        return (max(left, right) + 0.05) / (min(left, right) + 0.05)
    }

    /// A mixture with a share of another colour.
    func mixed(_ share: Double, of other: RGBColour) -> RGBColour {
        func mix(_ left: UInt8, _ right: UInt8) -> UInt8 {
            UInt8((Double(left) * (1 - share) + Double(right) * share).rounded())
        }
        return RGBColour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// WCAG 2.2, relative luminance.
    private var luminance: Double {
        func linear(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
