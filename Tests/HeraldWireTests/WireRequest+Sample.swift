import HeraldModel
import HeraldWire

extension WireRequest {
    /// The first attempt of a delivery.
    static let sample = WireRequest(
        network: NetworkID(rawValue: 1), delivery: DeliveryID(rawValue: 2), event: EventID(rawValue: 3),
        time: Timestamp(milliseconds: 1_674_087_231_999))
}
