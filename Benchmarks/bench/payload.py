"""The events that are published, and the bytes a receiver gets."""
import json

MESSAGE_TYPE = "message.didCreate"
# Ten types of the social.plus catalogue, for webhooks that each want one.
TYPES = [
    MESSAGE_TYPE, "message.didUpdate", "message.didDelete", "channel.didCreate", "channel.didUpdate",
    "channel.didDelete", "channel.didJoin", "channel.didLeave", "user.didCreate", "user.didUpdate",
]
_TEXT = ("The quick brown fox jumps over the lazy dog. " * 11)[:480]


def event(number, kind=MESSAGE_TYPE):
    """An event whose delivered body has about 800 bytes."""
    message = {
        "messageId": f"65f0000000000000{number:08x}", "channelId": f"channel-{number % 500}", "userId": "ann",
        "type": "text", "data": {"text": _TEXT}, "channelSegment": number, "createdAt": "2026-01-02T03:04:05.678Z",
        "updatedAt": "2026-01-02T03:04:05.678Z",
    }
    return {"type": kind, "data": {"messages": [message], "users": [{"userId": "ann"}]}}


def published(number, kind=MESSAGE_TYPE):
    """The event as one line of JSON, as a publisher sends it."""
    return json.dumps(event(number, kind), separators=(",", ":")).encode()


def delivered(number):
    """The body a social.plus receiver gets."""
    whole = event(number)
    return json.dumps({"event": whole["type"], "data": whole["data"]}, separators=(",", ":")).encode()


# Filling in numbers is much quicker than encoding a million events one by one.
_TEMPLATE = (
    published(0x12345678).replace(b"12345678", b"%(hex)08x", 1).replace(b'"channel-%d"' % (0x12345678 % 500), b'"%(channel)s"')
    .replace(b'"channelSegment":%d' % 0x12345678, b'"channelSegment":%(number)d').replace(b'"' + MESSAGE_TYPE.encode(), b'"%(kind)s', 1)
)


def lines(start, count, kinds=(MESSAGE_TYPE,)):
    """`count` events from number `start` on as NDJSON, their types taken in turn."""
    names = [name.encode() for name in kinds]
    return b"\n".join(
        _TEMPLATE % {
            b"hex": number, b"channel": b"channel-%d" % (number % 500), b"number": number,
            b"kind": names[number % len(names)],
        }
        for number in range(start, start + count))


assert lines(70_000, 1) == published(70_000)
