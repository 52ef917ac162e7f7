import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension Response {
    /// Sends the browser elsewhere by GET.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }

    /// An asset: its path names its content, so it never changes.
    init(_ asset: Asset) {
        self.init(
            status: .ok,
            headers: [
                .contentType: asset.type, .cacheControl: "public, max-age=31536000, immutable",
                .contentSecurityPolicy: PanelHeaders.contentSecurityPolicy(.none), .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }
}
