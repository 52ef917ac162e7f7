import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// What stands at `/`: browsers go to the panel, programs are told where things are.
enum WayIn {
    static func answer(to request: Request) -> Response {
        let accepted = request.headers[.accept] ?? ""
        guard !accepted.contains("text/html") else { return .seeOther("/panel/") }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private static let text = """
        Herald, a webhook event engine for chat and social apps. This server is running.

        /panel/         the admin panel, for browsers
        /openapi.json   every call of the API
        /readyz         whether the server can do its work
        /metrics        counts for Prometheus

        """
}
