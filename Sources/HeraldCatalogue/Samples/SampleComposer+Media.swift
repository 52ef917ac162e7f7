import HeraldJSON
import HeraldModel

extension SampleComposer {
    /// The files the payload refers to: the picture of the post, or the owner's avatar where users are the subject.
    func files() -> [JSONValue] {
        if hasPicture { return [file(scene.fileId, name: "\(scene.topic.slug).jpg")] }
        if subject == "user", verb != "profilereset" { return [file(owner.avatarFileId, name: "avatar.jpg")] }
        return []
    }

    private func file(_ id: String, name: String) -> JSONValue { render("File", fileValues(id, name: name)) }

    /// The file of `file.didDelete`, which only the newest reference describes, with its newer keys.
    func deletedFile() -> Values {
        fileValues(scene.fileId, name: "\(scene.topic.slug).jpg").with([
            "accessType": "public",
            "altText": .null,
            "status": "uploaded",
            "isDeleted": true,
            "updatedAt": time(moment),
        ])
    }

    private func fileValues(_ id: String, name: String) -> Values {
        [
            "fileId": text(id),
            "fileUrl": text("https://files.example.com/\(scene.networkId)/\(id)/original.jpg"),
            "type": "image",
            "attributes": render(
                "FileAttributes",
                [
                    "name": text(name),
                    "extension": "jpg",
                    "size": 248_310,
                    "mimeType": "image/jpeg",
                    "metadata": render("FileMetadata", ["height": 1080, "width": 1440, "isFull": true]),
                ]
            ),
            "createdAt": time(min(scene.createdAt, moment)),
            "updatedAt": time(min(scene.createdAt, moment)),
        ]
    }

    func videoStreaming(_ shape: String) -> JSONValue {
        let hasEnded = verb == "stop" || verb == "record"
        var values = owning(owner)
        values["streamId"] = text(scene.streamId)
        values["title"] = text("\(scene.topic.name) live")
        values["description"] = text(scene.topic.about)
        values["moderationId"] = text(scene.requestId)
        values["status"] = verb == "record" ? "recorded" : hasEnded ? "ended" : "live"
        values["isLive"] = .bool(!hasEnded)
        values["isDeleted"] = false
        values["platform"] = render("StreamPlatform", ["name": "iOS", "version": "18.2"])
        values["startedAt"] = time(scene.createdAt)
        if hasEnded { values["endedAt"] = time(moment) }
        values["metadata"] = [:]
        values["resolution"] = "HD"
        values["streamerUrl"] = streamUrl("rtmp", host: "push.live.example.com", ending: "")
        values["watcherUrl"] = render(
            "WatcherUrl",
            [
                "flv": streamUrl("https", host: "play.live.example.com", ending: ".flv"),
                "hls": streamUrl("https", host: "play.live.example.com", ending: ".m3u8"),
                "rtmp": streamUrl("rtmp", host: "play.live.example.com", ending: ""),
            ]
        )
        values["recordings"] = verb == "record" ? [recording()] : []
        return render(shape, values.with(lifetime))
    }

    private func streamUrl(_ scheme: String, host: String, ending: String) -> JSONValue {
        let (origin, stream) = ("\(scheme)://\(host)", scene.streamId + ending)
        let components = render(
            "StreamUrlComponents",
            ["origin": text(origin), "appName": "live", "streamName": text(stream), "query": ""]
        )
        return render("StreamUrl", ["url": text("\(origin)/live/\(stream)"), "components": components])
    }

    private func recording() -> JSONValue {
        var formats: Values = [:]
        for format in ["flv", "mp4", "m3u8"] {
            let url = "https://files.example.com/\(scene.networkId)/\(scene.streamId)/recording.\(format)"
            let duration = (moment.milliseconds - scene.createdAt.milliseconds) / 1000
            formats[format] = render(
                "RecordingUrl",
                [
                    "url": text(url),
                    "duration": count(Int(duration)),
                    "startTime": time(scene.createdAt),
                    "stopTime": time(moment),
                ]
            )
        }
        return render("StreamRecording", formats)
    }
}
