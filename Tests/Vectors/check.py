"""Checks the vector files beside it against the providers' rules, written a second time and without Herald.

Prints each disagreement and how many vectors there are; ends with 1 when something disagrees.
Needs Python 3.8 and the openssl command (for ed25519).
"""
import base64
import binascii
import hashlib
import hmac
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

FOLDER = os.path.dirname(os.path.abspath(__file__))
STATUS = {"no_secret": 500, "malformed_secret": 500, "body_too_large": 413, "invalid_gzip": 400, "invalid_body": 400,
          "unknown_envelope": 400}


class Rejected(Exception):
    def __init__(self, code, fault=None):
        self.code, self.fault = code, fault


class Request:
    def __init__(self, vector):
        self.headers = [(name.lower(), value.strip(" \t")) for name, value in vector["headers"]]
        self.body = base64.b64decode(vector["bodyBase64"]) if "bodyBase64" in vector else vector["body"].encode()
        self.secrets = [entry for entry in vector["secrets"] if entry["secret"]]
        self.options = vector.get("options", {})
        self.now = vector.get("now")
        self.limit = self.options.get("maxBodyBytes", 16 << 20)

    def all(self, *names):
        return [value for name in names for key, value in self.headers if key == name]

    def first(self, name):
        return next((value for value in self.all(name) if value), None)


def mac(key, content):
    return hmac.new(key, content, hashlib.sha256).digest()


def strict_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def hexadecimal(text):
    return bytes.fromhex(text) if re.fullmatch(r"(?:[0-9a-fA-F]{2})*", text) else None


def from_base64(text, accepts_hex=False):
    if len(text) == 64 and hexadecimal(text) is not None:
        if accepts_hex:
            return hexadecimal(text)
        raise Rejected("malformed_signature", "hexadecimal")
    if len(text) != 44:
        raise Rejected("malformed_signature", "wrongLength")
    data = strict_base64(text)
    if data is None or len(data) != 32:
        raise Rejected("malformed_signature", "notBase64")
    return data


def from_hexadecimal(text):
    if len(text) == 44 and strict_base64(text) is not None:
        raise Rejected("malformed_signature", "base64")
    if len(text) != 64:
        raise Rejected("malformed_signature", "wrongLength")
    if hexadecimal(text) is None:
        raise Rejected("malformed_signature", "notHexadecimal")
    return hexadecimal(text)


def decode_any(texts, decode):
    """The signatures that are well-formed; the first fault when none is."""
    codes, faults = [], []
    for text in texts:
        try:
            codes.append(decode(text))
        except Rejected as fault:
            faults.append(fault)
    if not codes:
        raise faults[0]
    return codes


def agrees(codes, keys, content):
    return any(hmac.compare_digest(code, mac(key, content)) for code in codes for key in keys)


def ed25519_verifies(public, signature, content):
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("key", "signature", "content")]
        for path, data in zip(paths, (bytes.fromhex("302a300506032b6570032100") + public, signature, content)):
            with open(path, "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-rawin", "-keyform", "DER"]
        command += ["-inkey", paths[0], "-sigfile", paths[1], "-in", paths[2]]
        return subprocess.run(command, capture_output=True).returncode == 0


def milliseconds(text):
    parts = re.fullmatch(
        r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))", text or "")
    if not parts:
        return None
    moment = datetime(*(int(part) for part in parts.groups()[:6]), tzinfo=timezone.utc)
    if parts[8]:
        shift = timedelta(hours=int(parts[9]), minutes=int(parts[10]))
        moment += shift if parts[8] == "-" else -shift
    whole = (moment - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(seconds=1)
    return whole * 1000 + int(((parts[7] or "") + "000")[:3])


def utf8_keys(request):
    return [entry["secret"].encode() for entry in request.secrets]


def socialplus(request):
    def decode(text):
        return from_base64(text, request.options.get("acceptsHex", False))

    main, legacy = request.all("x-amity-signature"), request.all("x-eko-signature")
    if not main:
        if not legacy:
            raise Rejected("missing_signature")
        try:
            return None, agrees(decode_any(legacy, decode), utf8_keys(request), request.body)
        except Rejected:
            return None, False
    if not agrees(decode_any(main, decode), utf8_keys(request), request.body):
        raise Rejected("signature_mismatch")
    return request.body, None


def socialplus_event(document, request):
    data = document.get("data") or {}
    items = data.get("messages") or data.get("channels") or [{}]
    channel = (data.get("channel") or items[0]).get("channelId")
    at = milliseconds(document.get("sentTime") or document.get("timestamp"))
    if isinstance(document.get("event"), str):
        return document["event"], None, at, None, channel
    if document.get("eventType") == "push-notification.created" and isinstance(data.get("eventName"), str):
        return "push-notification/" + data["eventName"], document.get("id"), at, None, channel
    raise Rejected("unknown_envelope")


def sendbird(request):
    signatures = request.all("x-sendbird-signature", "x-signature")
    if not signatures:
        raise Rejected("missing_signature")
    if not agrees(decode_any(signatures, from_hexadecimal), utf8_keys(request), request.body):
        raise Rejected("signature_mismatch")
    return request.body, None


def sendbird_event(document, request):
    category = document.get("category")
    if not isinstance(category, str):
        raise Rejected("unknown_envelope")
    action = category.split(":", 1)[-1]
    payload, message = document.get("payload", {}), document.get("message", {})
    updates = document.get("read_updates", [])
    channel = document.get("channel", {}).get("channel_url")
    if channel is None and isinstance(message, dict):
        channel = message.get("channel_url")
    own = document.get("ts") or next((v for k, v in document.items() if k.endswith("_at") and isinstance(v, int)), None)
    at, parts = own, None
    if action == "message_send":
        at, parts = payload.get("created_at"), [payload.get("message_id")]
    elif action == "message_delete":
        at, parts = payload.get("deleted_at"), [payload.get("message_id")]
    elif action == "message_update":
        at, parts = payload.get("updated_at"), [payload.get("message_id"), payload.get("updated_at")]
    elif action == "message_read":
        at = max((update["read_ts"] for update in updates), default=None)
        parts = [channel] + [update[key] for update in updates for key in ("user_id", "read_ts")]
    elif action in ("reaction_add", "reaction_delete"):
        parts = [message.get("message_id"), document.get("reaction"), document["user"]["user_id"], document.get("ts")]
    elif action in ("invite", "decline_invite", "join", "leave", "enter", "exit"):
        people = document.get("invitees") or document.get("users") or [document["user"]]
        parts = [channel, own] + [person["user_id"] for person in people]
    id = None
    if parts and None not in parts:
        id = "/".join(quote(str(part), safe=":") for part in [category] + parts)
    if at is not None and at < 100_000_000_000:
        at *= 1000
    return category, id, at, None, channel


def gunzip(body, limit):
    if body[:2] != b"\x1f\x8b":
        return body
    inflater = zlib.decompressobj(31)
    try:
        inflated = inflater.decompress(body, limit + 1)
    except zlib.error:
        raise Rejected("invalid_gzip")
    if len(inflated) > limit:
        raise Rejected("body_too_large")
    if not inflater.eof or inflater.unused_data:
        raise Rejected("invalid_gzip")
    return inflated


def stream(request):
    signatures = request.all("x-signature")
    if not signatures:
        raise Rejected("missing_signature")
    key, entries = request.first("x-api-key"), request.secrets
    if any(entry.get("apiKey") == key for entry in entries if key):
        entries = [entry for entry in entries if entry.get("apiKey") in (None, key)]
    codes = decode_any(signatures, from_hexadecimal)
    body = gunzip(request.body, request.limit)
    if not agrees(codes, [entry["secret"].encode() for entry in entries], body):
        says = any("gzip" in value.lower() for value in request.all("content-encoding"))
        raise Rejected("invalid_gzip" if says and body is request.body else "signature_mismatch")
    return body, None


def stream_event(document, request):
    if not isinstance(document.get("type"), str):
        raise Rejected("unknown_envelope")
    at = milliseconds(document.get("created_at") or document.get("received_at"))
    attempt = request.first("x-webhook-attempt") or ""
    channel = document.get("cid") or document.get("channel", {}).get("cid")
    channel = channel or document.get("mute", {}).get("channel", {}).get("cid")
    if channel is None and "channel_type" in document and "channel_id" in document:
        channel = document["channel_type"] + ":" + document["channel_id"]
    return (document["type"], request.first("x-webhook-id"), at if at is None or at >= 0 else None,
            int(attempt) if attempt.isdigit() else None, channel)


def standard(request):
    signatures = request.all("webhook-signature")
    if not signatures:
        raise Rejected("missing_signature")
    id, timestamp = request.first("webhook-id"), request.first("webhook-timestamp")
    if not id or not timestamp:
        raise Rejected("missing_header")
    if not timestamp.isdigit():
        raise Rejected("malformed_timestamp")
    entries = [entry.split(",", 1) for entry in " ".join(signatures).split() if "," in entry]
    entries = [entry for entry in entries if entry[0] in ("v1", "v1a")]
    if not entries:
        raise Rejected("malformed_signature", "unknownVersion")
    content = (id + "." + timestamp + ".").encode() + request.body
    codes = decode_any(entries, lambda entry: (
        entry[0], from_base64(entry[1]) if entry[0] == "v1" else strict_base64(entry[1])))
    genuine = False
    for version, code in codes:
        for kind, key in standard_keys(request):
            if version == "v1" and kind == "hmac":
                genuine = genuine or hmac.compare_digest(code, mac(key, content))
            elif version == "v1a" and kind == "ed25519":
                genuine = genuine or ed25519_verifies(key, code, content)
    if not genuine:
        raise Rejected("signature_mismatch")
    tolerance = request.options.get("toleranceSeconds", 300)
    if int(timestamp) < request.now - tolerance:
        raise Rejected("too_old")
    if int(timestamp) > request.now + tolerance:
        raise Rejected("too_new")
    return request.body, None


def standard_keys(request):
    keys = []
    for entry in request.secrets:
        secret = entry["secret"]
        if secret.startswith("whpk_"):
            keys.append(("ed25519", strict_base64(secret[5:])))
        else:
            keys.append(("hmac", strict_base64(secret[6:] if secret.startswith("whsec_") else secret)))
    return [key for key in keys if key[1]]


def standard_event(document, request):
    if not isinstance(document.get("type"), str):
        raise Rejected("unknown_envelope")
    return document["type"], request.first("webhook-id"), milliseconds(document.get("timestamp")), None, None


PROVIDERS = {"socialplus": (socialplus, socialplus_event), "sendbird": (sendbird, sendbird_event),
             "stream": (stream, stream_event), "standard": (standard, standard_event)}


def judge(provider, vector):
    request = Request(vector)
    authenticate, read = PROVIDERS[provider]
    try:
        if not request.secrets:
            raise Rejected("no_secret")
        if provider == "standard" and not standard_keys(request):
            raise Rejected("malformed_secret")
        if len(request.body) > request.limit:
            raise Rejected("body_too_large")
        body, legacy = authenticate(request)
        if body is None:
            return {"verdict": "legacyDuplicate", "isVerified": legacy}
        try:
            document = json.loads(body.decode())
        except ValueError:
            raise Rejected("invalid_body")
        type, id, at, attempt, channel = read(document, request)
    except Rejected as rejected:
        judged = {"verdict": "rejected", "code": rejected.code, "status": STATUS.get(rejected.code, 401)}
        return {**judged, "fault": rejected.fault} if rejected.fault else judged
    fingerprint = hashlib.sha256(body).hexdigest()
    return {"verdict": "verified", "type": type, "id": id or fingerprint, "fingerprint": fingerprint,
            "occurredAtMs": at, "attempt": attempt, "channel": channel}


count = disagreements = 0
for provider in sorted(PROVIDERS):
    with open(os.path.join(FOLDER, provider + ".json"), encoding="utf-8") as file:
        document = json.load(file)
    for vector in document["vectors"]:
        count += 1
        judged = judge(document["provider"], vector)
        if judged != vector["expected"]:
            disagreements += 1
            print(provider, "/", vector["name"], "\n  expected", vector["expected"], "\n  judged  ", judged)
print("checked", count)
sys.exit(1 if disagreements else 0)
