/// Stands in for the engine's type of this name, whose file brings SwiftNIO with it.
public struct TransportResponse: Sendable {
    public var status: Int
    public var head: [UInt8]
    public var body: [UInt8]

    public init(status: Int, head: [UInt8] = [], body: [UInt8] = []) {
        self.status = status
        self.head = head
        self.body = body
    }
}
