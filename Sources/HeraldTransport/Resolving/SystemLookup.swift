import HeraldModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The blocking call into the C library.
enum SystemLookup {
    /// More addresses of one name are not read; the transport connects only to addresses the policy has seen.
    private static let maxAddresses = 4096

    /// All addresses of a name. Blocks; may take as long as the system's resolver is configured to try.
    ///
    /// `AI_ADDRCONFIG` is left out on purpose: the policy must see every address the name has, also those of a family
    /// this machine cannot reach now.
    static func addresses(of host: String) -> Result<[IPAddress], ResolveFailure> {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard code == 0 else {
            return .failure(code == EAI_NONAME || code == EAI_FAIL ? .notFound : .temporary)
        }
        var addresses: [IPAddress] = []
        var known: Set<IPAddress> = []
        var next = list
        while let entry = next?.pointee, addresses.count < maxAddresses {
            if let address = address(entry), known.insert(address).inserted { addresses.append(address) }
            next = entry.ai_next
        }
        return addresses.isEmpty ? .failure(.notFound) : .success(addresses)
    }

    /// Reads the address out of a socket address. It stands behind family and port (4 bytes), in IPv6 also behind the
    /// flow (4 more), on every system with BSD sockets.
    private static func address(_ entry: addrinfo) -> IPAddress? {
        guard let raw = UnsafeRawPointer(entry.ai_addr) else { return nil }
        return switch entry.ai_family {
        case AF_INET: IPAddress(bytes: UnsafeRawBufferPointer(start: raw + 4, count: 4))
        case AF_INET6: IPAddress(bytes: UnsafeRawBufferPointer(start: raw + 8, count: 16))
        default: nil
        }
    }
}
