extension Provider {
    /// What this provider's requests look like.
    var rules: any ProviderRules {
        switch self {
        case .socialplus: SocialPlusRules()
        case .sendbird: SendbirdRules()
        case .stream: StreamRules()
        case .standard: StandardRules()
        }
    }
}
