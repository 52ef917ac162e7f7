/// Why a source refuses requests, in words: what happened, and what to do.
struct RefusalReason {
    let words: String
    let advice: String

    private init(_ words: String, _ advice: String) {
        self.words = words
        self.advice = advice
    }

    /// The words for a refusal's code.
    init(_ code: String) {
        switch code {
        case "signature_mismatch":
            self.init(
                "The signature does not match the body.",
                "The secret in the provider's dashboard is another one, or something between changed the body. "
                    + "Rotate in the right secret; let proxies pass bodies on as they are.")
        case "missing_signature", "missing_header":
            self.init(
                "A header that belongs to the signature is missing.",
                "Either it is not the provider who calls, or a proxy drops headers.")
        case "malformed_signature", "malformed_timestamp":
            self.init(
                "The signature or its time is not in the provider's notation.",
                "Look whether the source has the right provider, and whether a proxy rewrites headers.")
        case "too_old", "too_new":
            self.init(
                "It was signed more than five minutes off.",
                "A clock is wrong, or somebody sends a recorded request again.")
        case "secrets_expired":
            self.init("All secrets have expired.", "Rotate in the secret the provider signs with now.")
        case "malformed_secret":
            self.init("The secret is not of the provider's form.", "Rotate in the secret as the provider shows it.")
        case "address_not_allowed":
            self.init(
                "The source takes no requests from this address.",
                "Allow it if it is the provider's; behind a load balancer name that in trustedProxies.")
        case "source_disabled": self.init("The source was switched off.", "Switch it on; the provider sends it again.")
        case "body_too_large": self.init("The body was larger than 1 MiB.", "Let the provider send less in one event.")
        case "headers_too_large":
            self.init("It had more than 64 headers or 16 KiB of them.", "Look what a proxy adds on the way.")
        case "read_timeout":
            self.init("The body took longer than ten seconds to come.", "Look at the network or proxy between.")
        case "invalid_gzip":
            self.init("The body cannot be inflated.", "Let proxies neither compress nor inflate bodies.")
        case "invalid_body":
            self.init("The body is no JSON.", "Not the provider's doing as a rule: look what else posts here.")
        case "unknown_envelope", "unreadable_event":
            self.init("It is genuine, and no event of the provider's form.", "Look whether the provider is right.")
        case "store_full", "overloaded", "backlog_full", "server_backlog_full", "store_unavailable":
            self.init(
                "Herald could not keep it at that moment.",
                "The provider was asked to send it again. Look at the disk, and at what webhooks are owed.")
        default: self.init("It was refused.", "The documentation of the gateway has the codes.")
        }
    }
}
