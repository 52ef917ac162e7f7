"""Webhook requests of the four providers, written from their documents with nothing but the standard library."""

import base64
import gzip
import hashlib
import hmac
import json
import time
import uuid

TEXT = "héllo 🌍 a/b <c>"


def digest(secret, content, base64_wanted):
    code = hmac.new(secret, content, hashlib.sha256).digest()
    return base64.b64encode(code).decode() if base64_wanted else code.hex()


def body(kind, number, channel):
    """An event; the blanks and the order of its members are nobody's canonical form."""
    message = {"text": TEXT, "number": number}
    if kind == "socialplus":
        event = {"event": "message.didCreate", "data": {"messages": [{"channelId": channel, **message}]}}
    elif kind == "sendbird":
        event = {"category": "group_channel:message_send", "channel": {"channel_url": channel}, "app_id": "A",
                 "payload": {"message_id": number, **message}}
    elif kind == "standard":
        event = {"type": "contact.created", "timestamp": "2026-01-02T03:04:05Z", "data": message}
    else:
        event = {"type": "message.new", "cid": "messaging:" + channel, "message": {"id": str(number), **message}}
    return json.dumps(event, ensure_ascii=number % 2 == 0).encode()


def request(kind, secret, number=1, channel="c1", fault=None):
    """The headers and the body of one request. A fault is what a forger, a misconfiguration or a proxy does to it."""
    content = body(kind, number, channel)
    key = secret.encode() if fault != "secret" else b"another secret"
    in_base64 = kind in ("socialplus", "standard")
    if fault == "encoding":
        in_base64 = not in_base64
    headers = {"Content-Type": "application/json", "User-Agent": "provider.py"}
    if kind == "standard":
        sent_at = int(time.time()) - (86400 if fault == "yesterday" else 0)
        headers |= {"webhook-id": f"msg_{number}", "webhook-timestamp": str(sent_at)}
        if fault != "secret":
            key = base64.b64decode(secret.removeprefix("whsec_"))
        signed = f"msg_{number}.{sent_at}.".encode() + content
        headers["webhook-signature"] = "v1," + digest(key, signed, in_base64)
    elif kind == "socialplus":
        headers["x-amity-signature"] = digest(key, content, in_base64)
    elif kind == "sendbird":
        headers["x-sendbird-signature"] = headers["x-signature"] = digest(key, content, in_base64)
    else:
        headers |= {"X-Signature": digest(key, content, in_base64), "X-Api-Key": "k1", "X-Webhook-Attempt": "1",
                    "X-Webhook-Id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}-{number}"))}
    if fault == "altered":
        content = content.replace(b"number", b"mumber")
    if kind == "stream-gzip":
        headers["Content-Encoding"] = "gzip"
        content = gzip.compress(content)
        if fault == "altered-packed":
            content = content[:30] + bytes([content[30] ^ 1]) + content[31:]
    if fault and fault.startswith("without "):
        absent = fault.removeprefix("without ").split(",")
        headers = {name: value for name, value in headers.items() if name.lower() not in absent}
    return headers, content
