public import HeraldJSON

extension PortalSettings {
    /// The form stores keep: `{"name"?,"colour"?,"origins","epoch"}`.
    public var json: JSONValue {
        var object = JSONObject()
        object["name"] = name.map(JSONValue.string)
        object["colour"] = (colour?.description).map(JSONValue.string)
        object["origins"] = .array(origins.map(JSONValue.string))
        object["epoch"] = .number(JSONNumber(epoch))
        return .object(object)
    }

    /// Reads what ``json`` wrote; what is missing is as in a new portal.
    public init(json: JSONValue) {
        self.init(
            name: json["name"]?.string, colour: json["colour"]?.string.flatMap { RGBColour($0) },
            origins: (json["origins"]?.array ?? []).compactMap(\.string), epoch: json["epoch"]?.integer ?? 0)
    }
}
