import HTTPTypes
import HeraldOperations
import Hummingbird
import HummingbirdCore

/// The cookie that holds a session's token.
enum SessionCookie {
    private static let name = "herald_session"

    /// The token a request brings.
    static func token(of request: Request) -> String? {
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
        attributes("\(name)=\(token); Max-Age=\(Sessions.longestSeconds)", isSecure: isSecure)
    }

    /// The header that removes it.
    static func clearing(isSecure: Bool) -> String { attributes("\(name)=; Max-Age=0", isSecure: isSecure) }

    private static func attributes(_ text: String, isSecure: Bool) -> String {
        text + "; Path=/panel; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }
}
