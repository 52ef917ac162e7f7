import HeraldJSON
import HeraldModel

extension Community {
    /// What an action puts into its sample.
    struct Scene {
        /// Our ids in the places of the sample's.
        var replacements: [String: String] = [:]
        /// Values at places of the payload; places the sample does not have are passed over.
        var changes: [(path: [String], value: JSONValue)] = []

        mutating func cast(_ replacements: [String: String]) {
            self.replacements.merge(replacements) { _, new in new }
        }

        mutating func change(_ path: String..., to value: JSONValue) { changes.append((path, value)) }
    }

    /// Changes the community and says what the event has to show.
    mutating func perform(_ action: Action) -> Scene {
        switch action {
        case .join, .changeProfile, .joinCommunity, .vote: appear(action)
        case .openChannel, .enterChannel, .leaveChannel: gather(action)
        case .write, .edit, .delete, .react, .unreact, .flag, .unflag: talk(action)
        case .post, .editPost, .reactToPost, .flagPost: publish(action)
        case .comment, .reply, .reactToComment: discuss(action)
        case .askToFollow, .acceptFollower, .follow, .unfollow: connect(action)
        case .goLive, .endStream: broadcast(action)
        }
    }

    private mutating func appear(_ action: Action) -> Scene {
        var scene = Scene()
        let person = action == .join ? join() : random.below(people.count)
        scene.cast(stage.casting(people[person], as: stage.roles.author))
        if action == .vote {
            scene.cast(stage.casting(people[random.below(people.count)], as: stage.roles.actor))
            scene.replacements[stage.roles.poll] = random.objectID()
        }
        return scene
    }

    private mutating func gather(_ action: Action) -> Scene {
        var scene = Scene()
        let channel = action == .openChannel ? open() : random.below(channels.count)
        let person = random.below(people.count)
        switch action {
        case .enterChannel: enter(channel, person)
        case .leaveChannel: leave(channel, person)
        default: break
        }
        scene.cast(stage.casting(people[person], as: stage.roles.author))
        show(channel, in: &scene)
        return scene
    }

    private func show(_ channel: Int, in scene: inout Scene) {
        let channel = channels[channel]
        scene.replacements[stage.roles.channel] = channel.id
        scene.change("channel", "displayName", to: .string("#\(channel.id)"))
        scene.change("channel", "memberCount", to: number(channel.members.count))
        scene.change("channel", "messageCount", to: number(channel.messageCount))
    }

    private mutating func talk(_ action: Action) -> Scene {
        var scene = Scene()
        let index = action == .write ? write() : choose(messages, where: action == .unreact)
        switch action {
        case .edit: messages[index].text += " (edited)"
        case .react: messages[index].reactions[random.pick(CommunityTexts.reactions), default: 0] += 1
        case .unreact:
            if let name = messages[index].reactions.keys.min() { messages[index].reactions[name] = nil }
        default: break
        }
        let message = messages[index]
        scene.replacements[stage.roles.message] = message.id
        scene.replacements[stage.roles.channel] = channels[message.channel].id
        scene.replacements[stage.roles.reaction] = random.objectID()
        scene.cast(stage.casting(people[message.author], as: stage.roles.author))
        scene.cast(stage.casting(people[random.below(people.count)], as: stage.roles.actor))
        scene.change("messages", "0", "data", "text", to: .string(message.text))
        scene.change("messages", "0", "reactions", to: counts(message.reactions))
        scene.change("messages", "0", "reactionsCount", to: number(message.reactions.values.reduce(0, +)))
        scene.change("messages", "0", "channelSegment", to: number(channels[message.channel].messageCount))
        if let name = message.reactions.keys.max() { scene.change("reactor", "reactionName", to: .string(name)) }
        if action == .delete { messages.remove(at: index) }
        return scene
    }

    private mutating func write() -> Int {
        let channel = random.below(channels.count)
        countMessage(in: channel)
        messages.append(
            Message(
                id: random.objectID(), channel: channel, author: random.pick(channels[channel].members, or: 0),
                text: random.pick(CommunityTexts.messages)
            )
        )
        if messages.count > 200 { messages.removeFirst() }
        return messages.count - 1
    }

    /// One of the last messages, as people react to what they just read.
    private mutating func choose(_ messages: [Message], where hasReactions: Bool) -> Int {
        let fitting = messages.indices.filter { !hasReactions || !messages[$0].reactions.isEmpty }.suffix(20)
        return fitting[fitting.startIndex + random.below(fitting.count)]
    }

    private mutating func publish(_ action: Action) -> Scene {
        var scene = Scene()
        if action == .post {
            let text = random.pick(CommunityTexts.posts)
            posts.append(Post(id: random.objectID(), author: random.below(people.count), text: text))
        }
        let index = action == .post ? posts.count - 1 : random.below(posts.count)
        switch action {
        case .editPost: posts[index].text += " (edited)"
        case .reactToPost: posts[index].reactions[random.pick(CommunityTexts.reactions), default: 0] += 1
        default: break
        }
        show(posts[index], in: &scene)
        scene.replacements[stage.roles.reaction] = random.objectID()
        scene.cast(stage.casting(people[random.below(people.count)], as: stage.roles.actor))
        if let name = posts[index].reactions.keys.max() { scene.change("reactor", "reactionName", to: .string(name)) }
        return scene
    }

    private func show(_ post: Post, in scene: inout Scene) {
        scene.replacements[stage.roles.post] = post.id
        scene.cast(stage.casting(people[post.author], as: stage.roles.author))
        scene.change("posts", "0", "data", "text", to: .string(post.text))
        scene.change("posts", "0", "reactions", to: counts(post.reactions))
        scene.change("posts", "0", "reactionsCount", to: number(post.reactions.values.reduce(0, +)))
        scene.change("posts", "0", "commentsCount", to: number(post.commentCount))
    }

    private mutating func discuss(_ action: Action) -> Scene {
        var scene = Scene()
        let earlier = action == .comment ? nil : comments[random.below(comments.count)]
        if action != .reactToComment {
            let post = earlier?.post ?? random.below(posts.count)
            posts[post].commentCount += 1
            comments.append(
                Comment(
                    id: random.objectID(), post: post, author: random.below(people.count),
                    text: random.pick(CommunityTexts.comments)
                )
            )
            if comments.count > 200 { comments.removeFirst() }
        }
        guard let comment = action == .reactToComment ? earlier : comments.last else { return scene }
        scene.replacements[stage.roles.comment] = comment.id
        scene.replacements[stage.roles.parentComment] = earlier?.id ?? comment.id
        scene.replacements[stage.roles.post] = posts[comment.post].id
        scene.replacements[stage.roles.reaction] = random.objectID()
        scene.cast(stage.casting(people[comment.author], as: stage.roles.author))
        scene.cast(stage.casting(people[random.below(people.count)], as: stage.roles.actor))
        scene.change("comments", "0", "data", "text", to: .string(comment.text))
        return scene
    }

    private mutating func connect(_ action: Action) -> Scene {
        var scene = Scene()
        let pair: Follow
        switch action {
        case .acceptFollower:
            pair = requests.removeFirst()
            follows.append(pair)
        case .unfollow: pair = follows.remove(at: random.below(follows.count))
        default:
            let from = random.below(people.count)
            pair = Follow(from: from, to: (from + 1 + random.below(people.count - 1)) % people.count)
            if action == .follow { follows.append(pair) } else { requests.append(pair) }
        }
        scene.cast(stage.casting(people[pair.from], as: stage.roles.author))
        scene.cast(stage.casting(people[pair.to], as: stage.roles.followed))
        return scene
    }

    private mutating func broadcast(_ action: Action) -> Scene {
        var scene = Scene()
        let stream: Stream
        if action == .endStream {
            stream = streams.removeFirst()
        } else {
            stream = Stream(
                id: random.objectID(), host: random.below(people.count), title: random.pick(CommunityTexts.streams)
            )
            streams.append(stream)
        }
        scene.replacements[stage.roles.stream] = stream.id
        scene.cast(stage.casting(people[stream.host], as: stage.roles.author))
        scene.change("videoStreamings", "0", "title", to: .string(stream.title))
        return scene
    }

    private func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

    private func counts(_ reactions: [String: Int]) -> JSONValue {
        .object(JSONObject(reactions.sorted { $0.key < $1.key }.map { .init($0.key, number($0.value)) }))
    }
}

extension SplitMix64 {
    /// One of the elements.
    mutating func pick(_ elements: [String]) -> String { elements.isEmpty ? "" : elements[below(elements.count)] }

    /// One of the elements, or `fallback` when there is none.
    mutating func pick(_ elements: [Int], or fallback: Int) -> Int {
        elements.isEmpty ? fallback : elements[below(elements.count)]
    }
}
