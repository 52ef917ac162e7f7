import HeraldJSON
import HeraldModel

/// Reads `{"name"?,"colour"?,"origins"?}`, the looks of a network's portal.
enum PortalFields {
    static let longestName = 60
    static let mostOrigins = 20

    /// Changes what the object names; null puts a setting back to its default.
    static func rule(_ current: PortalSettings) -> FieldRule<PortalSettings> {
        FieldRule { value throws(FieldProblem) in
            guard value.object != nil else { throw FieldProblem("must be an object") }
            var portal = current
            var reader = FieldReader(value)
            reader.update(&portal.name, "name", cleared: .some(nil), FieldRule<String>.text(1...longestName).optional)
            reader.update(&portal.colour, "colour", cleared: .some(nil), colour.optional)
            reader.update(&portal.origins, "origins", cleared: [], .list(of: origin, count: 0...mostOrigins))
            do throws(OperationError) {
                try reader.finish()
            } catch {
                throw FieldProblem(error.errors)
            }
            return portal
        }
    }

    private static var colour: FieldRule<RGBColour> {
        FieldRule<RGBColour> { value throws(FieldProblem) in
            guard let colour = value.string.flatMap({ RGBColour($0) }) else {
                throw FieldProblem("must be a colour written like #2f5d62")
            }
            return colour
        }
    }

    private static var origin: FieldRule<String> {
        FieldRule<String> { value throws(FieldProblem) in
            guard let origin = value.string.flatMap({ WebOrigin($0) }) else {
                throw FieldProblem(
                    "must be a site's origin such as https://app.example.com: scheme, host, and a port that is not the "
                        + "usual one")
            }
            guard origin.isSecure || origin.isLocal else {
                throw FieldProblem("must start with https://; http is for localhost only")
            }
            return origin.text
        }
    }
}
