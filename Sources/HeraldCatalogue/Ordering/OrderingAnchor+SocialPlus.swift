extension OrderingAnchor {
    /// Messages and channels are ordered per channel; posts with their comments per post; communities with their
    /// members and requests per community; follows per follower; everything else per entity.
    static let socialplus: [String: [OrderingAnchor]] = [
        "Channel": [channel],
        "ChannelV3": [channel],
        "Message": [channel],
        "MessageV3": [channel],
        "MessageV5": [channel],
        "MessageFeed": [channel],
        "Post": [OrderingAnchor("postId", .fixed("post"))],
        "Comment": [
            OrderingAnchor("referenceId", .fixed("post"), when: Condition(field: "referenceType", text: "post")),
            OrderingAnchor("targetId", .field("targetType")),
        ],
        "Community": [OrderingAnchor("communityId", .fixed("community"))],
        "JoinRequest": [OrderingAnchor("targetId", .fixed("community"))],
        "Invitation": [
            OrderingAnchor("communityId", .fixed("community")),
            OrderingAnchor("targetId", .fixed("community")),
        ],
        "Poll": [OrderingAnchor("pollId", .fixed("poll"))],
        "VideoStreaming": [stream],
        "VideoStreamingPush": [stream],
        "FollowWebhook": [follower],
        "Follow": [follower],
        "Tag": [OrderingAnchor("tagId", .fixed("tag"))],
        "User": [user],
        "UserV3": [user],
        "FlaggedUser": [user],
        "File": [OrderingAnchor("fileId", .fixed("file"))],
    ]

    private static let channel = OrderingAnchor("channelId", .fixed("channel"))
    private static let stream = OrderingAnchor("streamId", .fixed("stream"))
    private static let follower = OrderingAnchor("from", .fixed("user"))
    private static let user = OrderingAnchor("userId", .fixed("user"))
}
