import HeraldModel

/// A time for people: UTC in the page, the viewer's zone by the script, the exact value on hover.
struct Moment {
    let exact: String
    let shown: String

    init(_ time: Timestamp) {
        exact = time.description
        shown = "\(exact.prefix(10)) \(exact.dropFirst(11).prefix(8))"
    }
}
