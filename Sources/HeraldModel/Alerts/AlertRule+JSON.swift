public import HeraldJSON

extension AlertRule {
    /// The rule as the API, stores and events write it:
    /// `{"id","name","metric","subject","threshold","window"?,"minimum"?,"forSeconds","enabled","firingSince",
    /// "createdAt","updatedAt"}`. `window` and `minimum` belong to success rates.
    public var json: JSONObject {
        var object = JSONObject([
            .init("id", .string(id.description)), .init("name", .string(name)),
            .init("metric", .string(metric.rawValue)), .init("subject", subject.json),
            .init("threshold", JSONNumber(threshold).map(JSONValue.number) ?? .null),
        ])
        if metric == .successRate {
            object["window"] = .string(window)
            object["minimum"] = .number(JSONNumber(minimum))
        }
        object["forSeconds"] = .number(JSONNumber(forSeconds))
        object["enabled"] = .bool(isEnabled)
        object["firingSince"] = firingSince.map { .string($0.description) } ?? .null
        object["createdAt"] = .string(createdAt.description)
        object["updatedAt"] = .string(updatedAt.description)
        return object
    }

    /// Reads what ``json`` wrote; nil when it is no rule this version knows.
    public init?(json: JSONValue, of network: NetworkID) {
        guard let id = json["id"]?.string.flatMap({ AlertID($0) }), let name = json["name"]?.string,
            let metric = json["metric"]?.string.flatMap(Metric.init(rawValue:)),
            let subject = Subject(json: json["subject"] ?? .null), metric.applies(to: subject),
            case .number(let threshold)? = json["threshold"],
            let createdAt = json["createdAt"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.init(
            id: id, networkID: network, name: name, metric: metric, subject: subject, threshold: threshold.double,
            createdAt: createdAt, updatedAt: json["updatedAt"]?.string.flatMap { Timestamp($0) },
            firingSince: json["firingSince"]?.string.flatMap { Timestamp($0) })
        windowMinutes = json["window"]?.string.flatMap(Self.minutes) ?? windowMinutes
        minimum = json["minimum"]?.integer ?? minimum
        forSeconds = json["forSeconds"]?.integer ?? forSeconds
        isEnabled = json["enabled"]?.bool ?? isEnabled
    }

    /// The window in its largest whole unit: `5m`, `2h`, `1d`.
    private var window: String {
        for (minutes, unit) in [(Int64(1440), "d"), (60, "h")] where windowMinutes % minutes == 0 {
            return "\(windowMinutes / minutes)\(unit)"
        }
        return "\(windowMinutes)m"
    }

    /// Reads a window of ``windows``: a number with `m`, `h` or `d`.
    public static func minutes(_ window: String) -> Int64? {
        let units: [Substring: Int64] = ["m": 1, "h": 60, "d": 1440]
        guard (2...5).contains(window.utf8.count), window.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int64(window.dropLast()), let unit = units[window.suffix(1)]
        else { return nil }
        return windows.contains(number * unit) ? number * unit : nil
    }
}

extension AlertRule.Subject {
    /// `{"webhook":ID}`, `{"source":ID}`, `{"consumer":NAME}`, or null for the network.
    public var json: JSONValue {
        switch self {
        case .network: .null
        case .webhook(let id): ["webhook": .string(id.description)]
        case .source(let id): ["source": .string(id)]
        case .consumer(let name): ["consumer": .string(name)]
        }
    }

    /// Reads what ``json`` wrote; nil when it is anything else.
    public init?(json: JSONValue) {
        if json == .null {
            self = .network
            return
        }
        guard let members = json.object?.members, members.count == 1, let member = members.first,
            let text = member.value.string, (1...128).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        switch member.key {
        case "webhook":
            guard let id = WebhookID(text) else { return nil }
            self = .webhook(id)
        case "source": self = .source(text)
        case "consumer": self = .consumer(text)
        default: return nil
        }
    }
}
