extension Community {
    /// Something that can happen.
    enum Action: CaseIterable, Sendable {
        case join, changeProfile, openChannel, enterChannel, leaveChannel
        case write, edit, delete, react, unreact, flag, unflag
        case post, editPost, reactToPost, flagPost
        case comment, reply, reactToComment
        case askToFollow, acceptFollower, follow, unfollow
        case joinCommunity, vote, goLive, endStream

        /// The event it makes.
        var type: String {
            switch self {
            case .join: "user.didCreate"
            case .changeProfile: "user.didUpdate"
            case .openChannel: "channel.didCreate"
            case .enterChannel: "channel.didJoin"
            case .leaveChannel: "channel.didLeave"
            case .write: "message.didCreate"
            case .edit: "message.didUpdate"
            case .delete: "message.didDelete"
            case .react: "message.didAddReaction"
            case .unreact: "message.didRemoveReaction"
            case .flag: "message.didFlag"
            case .unflag: "message.didUnflag"
            case .post: "v3.post.didCreate"
            case .editPost: "v3.post.didUpdate"
            case .reactToPost: "v3.post.didAddReaction"
            case .flagPost: "v3.post.didFlag"
            case .comment: "v3.comment.didCreate"
            case .reply: "v3.comment.didReply"
            case .reactToComment: "v3.comment.didAddReaction"
            case .askToFollow: "follow.didRequest"
            case .acceptFollower: "follow.didAcceptRequest"
            case .follow: "follow.didCreate"
            case .unfollow: "follow.didUnfollow"
            case .joinCommunity: "v3.community.didJoin"
            case .vote: "poll.didVote"
            case .goLive: "video-streaming.didStart"
            case .endStream: "video-streaming.didStop"
            }
        }

        /// How often it happens, compared with the others.
        var weight: Int {
            switch self {
            case .write: 40
            case .react: 14
            case .post, .comment, .reactToPost: 8
            case .edit: 6
            case .enterChannel: 5
            case .reactToComment, .reply: 3
            case .join, .delete, .unreact, .flag, .askToFollow, .acceptFollower, .follow, .joinCommunity, .vote: 2
            case .changeProfile, .openChannel, .leaveChannel, .unflag, .editPost, .flagPost, .unfollow: 1
            case .goLive, .endStream: 1
            }
        }

        /// Whether the community has what it takes.
        func isPossible(in community: Community) -> Bool {
            switch self {
            case .join: community.people.count < 400
            case .openChannel: community.channels.count < 24
            case .edit, .delete, .react, .flag: !community.messages.isEmpty
            case .unreact: community.messages.contains { !$0.reactions.isEmpty }
            case .unflag: community.messages.count > 3
            case .editPost, .reactToPost, .flagPost, .comment: !community.posts.isEmpty
            case .reply, .reactToComment: !community.comments.isEmpty
            case .acceptFollower: !community.requests.isEmpty
            case .unfollow: !community.follows.isEmpty
            case .goLive: community.streams.count < 2
            case .endStream: !community.streams.isEmpty
            default: true
            }
        }
    }
}
