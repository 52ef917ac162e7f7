import NIOCore

/// A range of IP addresses in CIDR form.
struct AddressRange: Hashable, Sendable {
    let prefixLength: Int

    /// Reads `10.0.0.0/8`, `::1/128`, or a single address.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = try? SocketAddress(ipAddress: String(parts[0]), port: 0)
        else { return nil }
        let bits = address.protocol == .inet ? 32 : 128
        guard parts.count == 2 else {
            prefixLength = bits
            return
        }
        guard let length = Int(parts[1]), (0...bits).contains(length) else { return nil }
        prefixLength = length
    }
}
