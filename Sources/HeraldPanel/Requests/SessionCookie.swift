import HTTPTypes
import HeraldModel
import HeraldOperations
import Hummingbird
import HummingbirdCore

/// The cookie that holds a session's token. The portal has one of its own, for one network's pages.
enum SessionCookie {
    private static func name(_ mount: Mount) -> String {
        switch mount {
        case .panel: "herald_session"
        case .portal: "herald_portal"
        }
    }

    /// The token a request brings.
    static func token(of request: Request, at mount: Mount) -> String? {
        let name = name(mount)
        for field in request.headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let sides = pair.split(separator: "=", maxSplits: 1)
                guard sides.count == 2, sides[0].drop(while: { $0 == " " }) == name else { continue }
                return String(sides[1])
            }
        }
        return nil
    }

    /// The header that sets it. Scripts cannot read it, and other sites' forms come without it.
    static func setting(_ token: String, isSecure: Bool) -> String {
        attributes("\(name(.panel))=\(token); Max-Age=\(Sessions.longestSeconds)", isSecure: isSecure)
    }

    /// The header that removes it.
    static func clearing(isSecure: Bool) -> String { attributes("\(name(.panel))=; Max-Age=0", isSecure: isSecure) }

    /// The header that sets a portal's. By https other sites may show the portal in a frame, so it comes along there
    /// too; forms carry their session's token in any case.
    static func opening(_ token: String, of network: NetworkID, seconds: Int64, isSecure: Bool) -> String {
        "\(name(.portal))=\(token); Max-Age=\(max(1, seconds)); Path=\(Mount.portal.path(network)); HttpOnly; "
            + (isSecure ? "SameSite=None; Secure; Partitioned" : "SameSite=Lax")
    }

    private static func attributes(_ text: String, isSecure: Bool) -> String {
        text + "; Path=/panel; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }
}
