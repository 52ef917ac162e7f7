import HeraldModel

/// What pages say about sources.
enum SourceWords {
    /// The name people gave it, else its identifier.
    static func name(_ source: Source) -> String {
        source.name.isEmpty ? source.id.description : PlainText.visible(source.name)
    }

    /// Where the URL belongs at the provider.
    static func place(_ provider: Dialect) -> String {
        switch provider {
        case .socialplus:
            "In the social.plus console open Settings → Integrations → Webhooks, paste the URL, and use the secret "
                + "shown there."
        case .sendbird:
            "In the Sendbird dashboard open Settings → Chat → Webhooks and paste the URL. The secret is the master API "
                + "token."
        case .stream:
            "In the Stream dashboard open Chat overview → Webhooks and paste the URL. The secret is the API secret."
        case .standard: "Set the URL as the sender's endpoint. The secret starts with whsec_ or whpk_."
        }
    }

    /// What a developer can paste into a terminal to see whether the way is open.
    static func snippet(_ provider: Dialect, url: String) -> String {
        let call = "curl -i '\(url)' -H 'content-type: application/json' \\\n  "
        switch provider {
        case .socialplus:
            return body(#"{"event":"channel.didCreate","data":{}}"#)
                + "signature=$(printf %s \"$body\" | openssl dgst -sha256 -hmac \"$SECRET\" -binary | base64)\n" + call
                + "-H \"x-amity-signature: $signature\" -d \"$body\""
        case .sendbird:
            return body(#"{"category":"group_channel:create","app_id":"test"}"#) + hexadecimal + call
                + "-H \"x-sendbird-signature: $signature\" -d \"$body\""
        case .stream:
            return body(#"{"type":"channel.created","created_at":"2026-01-01T00:00:00Z"}"#) + hexadecimal + call
                + "-H \"x-signature: $signature\" -H 'x-webhook-id: test-1' -d \"$body\""
        case .standard:
            return body(#"{"type":"channel.created","data":{}}"#) + "now=$(date +%s)\n"
                + "key=$(printf %s \"${SECRET#whsec_}\" | base64 -d | od -An -v -tx1 | tr -d ' \\n')\n"
                + "signature=$(printf %s \"test-1.$now.$body\" | openssl dgst -sha256 -mac HMAC "
                + "-macopt \"hexkey:$key\" -binary | base64)\n" + call
                + "-H 'webhook-id: test-1' -H \"webhook-timestamp: $now\" -H \"webhook-signature: v1,$signature\" "
                + "-d \"$body\""
        }
    }

    private static func body(_ json: String) -> String { "body='\(json)'\n" }

    private static let hexadecimal =
        "signature=$(printf %s \"$body\" | openssl dgst -sha256 -hmac \"$SECRET\" -r | cut -d' ' -f1)\n"
}
