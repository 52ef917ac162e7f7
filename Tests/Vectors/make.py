"""Writes the vector files beside it. Run it after a change here, then check.py, which knows nothing of this file.

Needs Python 3.8 and the openssl command.
"""
import base64
import gzip
import hashlib
import hmac
import json
import os
import subprocess
import tempfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
ESCAPED = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True)


def mac(secret, content):
    return hmac.new(secret, content, hashlib.sha256).digest()


def b64(data):
    return base64.b64encode(data).decode()


def sha256(body):
    return hashlib.sha256(body).hexdigest()


def ed25519_sign(seed, content):
    der = bytes.fromhex("302e020100300506032b657004220420") + seed
    with tempfile.TemporaryDirectory() as folder:
        key, data = os.path.join(folder, "key"), os.path.join(folder, "data")
        with open(key, "wb") as file:
            file.write(der)
        with open(data, "wb") as file:
            file.write(content)
        openssl = ["openssl", "pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", key, "-in", data]
        return subprocess.run(openssl, check=True, capture_output=True).stdout


def ed25519_public(seed):
    der = bytes.fromhex("302e020100300506032b657004220420") + seed
    openssl = ["openssl", "pkey", "-inform", "DER", "-pubout", "-outform", "DER"]
    return subprocess.run(openssl, input=der, check=True, capture_output=True).stdout[-32:]


def vector(name, secrets, headers, body, expected, now=None, options=None):
    body = body.encode() if isinstance(body, str) else body
    entry = {"name": name}
    entry["secrets"] = [{"secret": s} if isinstance(s, str) else {"secret": s[1], "apiKey": s[0]} for s in secrets]
    if options:
        entry["options"] = options
    if now is not None:
        entry["now"] = now
    entry["headers"] = [list(header) for header in headers]
    try:
        entry["body"] = body.decode()
    except UnicodeDecodeError:
        entry["bodyBase64"] = b64(body)
    entry["expected"] = expected
    return entry


def verified(type, body, id=None, at=None, attempt=None, channel=None):
    body = body.encode() if isinstance(body, str) else body
    return {
        "verdict": "verified", "type": type, "id": id or sha256(body), "fingerprint": sha256(body),
        "occurredAtMs": at, "attempt": attempt, "channel": channel,
    }


def rejected(code, status=401, fault=None):
    expected = {"verdict": "rejected", "code": code, "status": status}
    if fault:
        expected["fault"] = fault
    return expected


def write(provider, vectors):
    with open(os.path.join(FOLDER, provider + ".json"), "w", encoding="utf-8") as file:
        json.dump({"provider": provider, "vectors": vectors}, file, ensure_ascii=False, indent=2)
        file.write("\n")


# Bodies that have gone wrong somewhere before: emoji, slashes, U+2028, and numbers at the edges.
HARD = '{"text":"héllo 🌍 a/b <&> \u2028 \\"\\\\ \\u0000","big":9223372036854775807,"small":5e-324,"n":1e+21}'


def socialplus():
    secret = "whsec-test-1"
    closed = '{"event":"channel.didClose","data":{"channel":{"channelId":"c1"}}}'
    message = '{"event":"message.didCreate","data":{"messages":[{"messageId":"m1","data":{"text":"héllo 🌍 a/b"}}],"users":[]}}'
    push = (
        '{"eventType":"push-notification.created","id":"n1","networkId":"w","sentTime":"2026-01-02T03:04:05.678Z",'
        '"data":{"channels":[{"channelId":"c2"}],"eventName":"channel.created"}}'
    )
    hard = '{"event":"x.custom","data":%s}' % HARD

    def sign(body, key=secret):
        return b64(mac(key.encode(), body.encode()))

    def one(name, body, expected, signature=None, secrets=(secret,), header="x-amity-signature", **more):
        signature = sign(body) if signature is None else signature
        return vector(name, secrets, [("content-type", "application/json"), (header, signature)], body, expected, **more)

    hexadecimal = mac(secret.encode(), closed.encode()).hex()
    write("socialplus", [
        one("a channel is closed", closed, verified("channel.didClose", closed, channel="c1"),
            "JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAw="),
        one("a message with emoji and a slash", message, verified("message.didCreate", message),
            "5IoadVPJzgqNp85Dp3267+FkjxQFaAw61WhOft5SC0k="),
        one("characters and numbers at the edges", hard, verified("x.custom", hard)),
        one("the push family", push,
            verified("push-notification/channel.created", push, id="n1", at=1767323045678, channel="c2")),
        one("the second of two secrets", closed, verified("channel.didClose", closed, channel="c1"),
            secrets=("another", secret)),
        one("header names in any case", closed, verified("channel.didClose", closed, channel="c1"),
            header="X-AMITY-Signature"),
        one("hexadecimal when it is allowed", closed, verified("channel.didClose", closed, channel="c1"), hexadecimal,
            options={"acceptsHex": True}),
        one("the separate legacy request", closed, {"verdict": "legacyDuplicate", "isVerified": True},
            header="x-eko-signature"),
        one("a legacy request with another signature", closed, {"verdict": "legacyDuplicate", "isVerified": False},
            "whatever", header="x-eko-signature"),
        one("hexadecimal", closed, rejected("malformed_signature", fault="hexadecimal"), hexadecimal),
        one("the URL-safe alphabet", closed, rejected("malformed_signature", fault="notBase64"),
            "JarYRjw1PoEH89bL_w5HR88CqYSIeCnExgop4x9AtAw="),
        one("stray bits behind the last byte", closed, rejected("malformed_signature", fault="notBase64"),
            "JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAx="),
        one("a signature that is cut", closed, rejected("malformed_signature", fault="wrongLength"), sign(closed)[:-1]),
        one("another secret", closed, rejected("signature_mismatch"), secrets=("another",)),
        one("a line break at the end", closed + "\n", rejected("signature_mismatch"), sign(closed)),
        one("a body with a blank more", closed.replace(":", ": "), rejected("signature_mismatch"), sign(closed)),
        one("no signature", closed, rejected("missing_signature"), header="x-other"),
        one("no secret", closed, rejected("no_secret", 500), sign(closed, ""), secrets=("",)),
        one("an empty body", "", rejected("invalid_body", 400), "Znx/2RzzH8i0gvcPOEpNu9ocU+Miyk+eKRvkn9UBkSk="),
        one("no JSON", "event=x", rejected("invalid_body", 400)),
        one("a pre-hook's body", '{"eventName":"message.shouldCreate","data":{}}', rejected("unknown_envelope", 400)),
        one("a body over the limit", closed, rejected("body_too_large", 413), options={"maxBodyBytes": 65}),
        one("a body at the limit", closed, verified("channel.didClose", closed, channel="c1"),
            options={"maxBodyBytes": 66}),
    ])


def sendbird():
    token = "sb-test-token"
    block = (
        '{"category":"user:block","blocker":{"user_id":"u1","nickname":"A",'
        '"profile_url":"https:\\/\\/cdn.example\\/a.png","metadata":{}},"blockee":{"user_id":"u2",'
        '"nickname":"\\u00e9\\ud83d\\ude00","profile_url":"","metadata":{}},'
        '"app_id":"00000000-0000-0000-0000-000000000000"}'
    )

    def body(category, **members):
        return ESCAPED.encode({"category": category, **members, "app_id": "A1"}).replace("/", "\\/")

    def sign(body, key=token):
        return mac(key.encode(), body.encode()).hex()

    def one(name, body, expected, signature=None, secrets=(token,), names=("x-signature", "x-sendbird-signature"), **more):
        signature = sign(body) if signature is None else signature
        headers = [("unicode-escaped", "true")] + [(name, signature) for name in names]
        return vector(name, secrets, headers, body, expected, **more)

    channel = {"channel_url": "sendbird_group_channel_1", "name": "Süd/West 🌍"}
    send = body("group_channel:message_send", sender={"user_id": "u/1"}, type="MESG", channel=channel,
                payload={"message_id": 9223372036854775807, "message": "a/b \u2028 <&>", "created_at": 1700000000123})
    update = body("group_channel:message_update", payload={"message_id": 7, "updated_at": 1700000000456}, channel=channel)
    vague = body("group_channel:message_update", payload={"message_id": 7}, channel=channel)
    reaction = body("group_channel:reaction_add", reaction="smile/é", ts=1700000000789, user={"user_id": "u1"},
                    message={"message_id": 7, "channel_url": "sendbird_group_channel_1"})
    join = body("group_channel:join", joined_at=1700000001000, users=[{"user_id": "u1"}, {"user_id": "a,b"}],
                channel=channel)
    read = body("group_channel:message_read", channel=channel,
                read_updates=[{"user_id": "u1", "read_ts": 1700000002000}, {"user_id": "u2", "read_ts": 1700000002001}])
    report = body("message:report", created_at=1700000003, report_type="message", channel=channel)
    url = "sendbird_group_channel_1"
    accepted = verified("user:block", block)
    write("sendbird", [
        one("a user blocks another", block, accepted, "32781dac1620f191bc7cf2fcb833546792cc5facac202092dca3311068a8f362"),
        one("only x-signature", block, accepted, names=("x-signature",)),
        one("only x-sendbird-signature, in capitals", block, accepted, names=("X-Sendbird-Signature",)),
        one("the digits in capitals", block, accepted, sign(block).upper()),
        one("the second of two tokens", block, accepted, secrets=("old-token", token)),
        one("a message is sent", send, verified("group_channel:message_send", send,
            id="group_channel:message_send/9223372036854775807", at=1700000000123, channel=url)),
        one("a message is edited", update, verified("group_channel:message_update", update,
            id="group_channel:message_update/7/1700000000456", at=1700000000456, channel=url)),
        one("an edit that does not say when", vague, verified("group_channel:message_update", vague, channel=url)),
        one("a reaction", reaction, verified("group_channel:reaction_add", reaction,
            id="group_channel:reaction_add/7/smile%2F%C3%A9/u1/1700000000789", at=1700000000789, channel=url)),
        one("users join", join, verified("group_channel:join", join,
            id="group_channel:join/sendbird_group_channel_1/1700000001000/u1/a%2Cb", at=1700000001000, channel=url)),
        one("users have read", read, verified("group_channel:message_read", read,
            id="group_channel:message_read/sendbird_group_channel_1/u1/1700000002000/u2/1700000002001",
            at=1700000002001, channel=url)),
        one("a report counts seconds", report, verified("message:report", report, at=1700000003000, channel=url)),
        one("a category nobody knows", '{"category":"new:thing"}', verified("new:thing", '{"category":"new:thing"}')),
        one("a category is missing", "{}", rejected("unknown_envelope", 400),
            "e4a6a3bc7585eec238cb7d25aba6b065738404be33eedb27003e9dbb67d24f87"),
        one("an empty body", "", rejected("invalid_body", 400),
            "bf10d5e721bdd41578dca6ada2c64db46ff465c90d941a223ae85ee2a83ff3ad"),
        one("slashes lost their backslash on the way", block.replace("\\/", "/"), rejected("signature_mismatch"),
            sign(block)),
        one("another token", block, rejected("signature_mismatch"), secrets=("secondary-token",)),
        one("base64", block, rejected("malformed_signature", fault="base64"), b64(mac(token.encode(), block.encode()))),
        one("no digits", block, rejected("malformed_signature", fault="notHexadecimal"), "g" * 64),
        one("a prefix", block, rejected("malformed_signature", fault="wrongLength"), "sha256=" + sign(block)),
        one("no signature", block, rejected("missing_signature"), names=("x-webhook-secret",)),
        one("compressed, which Sendbird never does", gzip.compress(block.encode(), mtime=0),
            rejected("signature_mismatch"), sign(block)),
    ])


def stream():
    secret, uuid = "secret", "123e4567-e89b-12d3-a456-426614174000"
    new = '{"type":"message.new","cid":"messaging:fun","created_at":"2020-03-30T07:54:46.295138Z"}'
    odd = '{"type":"message.new","message":{"text":"héllo <b> & \u2028 😀"}}'
    hard = '{"type":"custom","created_at":"2026-01-02T05:04:05.678901234+02:00","channel_type":"team","channel_id":"a/b","x":%s}' % HARD
    zero = '{"type":"user.updated","created_at":"0001-01-01T00:00:00Z","user":{"id":"u1"}}'
    muted = '{"type":"channel.muted","mute":{"channel":{"cid":"messaging:m"}},"created_at":"2026-01-02T03:04:05Z"}'
    packed = base64.b64decode(
        "H4sIAAAAAAACA6tWKqksSFWyUspNLS5OTE/Vy0stV9JRSs5MgYtl5qVbpZXmgUSLUhNLUlPiE0uAkkYGRga6Bsa6xgYhBuZWpiZWJmZ6"
        "RpamhsYWUUq1ANOsHJpXAAAA")

    def sign(body, key=secret):
        return mac(key.encode(), body.encode() if isinstance(body, str) else body).hex()

    def one(name, body, expected, signature=None, secrets=(secret,), extra=(), key="k1", attempt="1", id=uuid, **more):
        headers = [("X-Signature", sign(body) if signature is None else signature)]
        headers += [("X-Api-Key", key)] if key else []
        headers += [("X-Webhook-Id", id)] if id else []
        headers += [("X-Webhook-Attempt", attempt)] if attempt else []
        return vector(name, secrets, headers + list(extra), body, expected, **more)

    newest = verified("message.new", new, id=uuid, at=1585554886295, attempt=1, channel="messaging:fun")
    gzipped = ("Content-Encoding", "gzip")
    pairs = (("k1", secret), ("k2", "other"))
    bomb = gzip.compress(b" " * (64 << 10) + new.encode(), mtime=0)
    write("stream", [
        one("a new message", new, newest, "d74193d7f4b6323294052c87b7d97476ef5f08a4a783cd4c1be28e65b0c116bc"),
        one("characters that need no escape", odd, verified("message.new", odd, id=uuid, attempt=1),
            "376bc09fb6fec0d991160973f355d4600d95db24eef472c4a9f64208e2dde534"),
        one("numbers and times at the edges", hard,
            verified("custom", hard, id=uuid, at=1767323045678, attempt=3, channel="team:a/b"), attempt="3"),
        one("a time that is not set", zero, verified("user.updated", zero, id=uuid, attempt=1)),
        one("a mute has its channel inside", muted,
            verified("channel.muted", muted, id=uuid, at=1767323045000, attempt=1, channel="messaging:m")),
        one("no id and no attempt", new, verified("message.new", new, at=1585554886295, channel="messaging:fun"),
            id=None, attempt=None),
        one("an attempt that is no number", new,
            verified("message.new", new, id=uuid, at=1585554886295, channel="messaging:fun"), attempt="first"),
        one("compressed", packed, newest, sign(new), extra=[gzipped]),
        one("compressed, and the header was lost", packed, newest, sign(new)),
        one("inflated on the way, and the header was kept", new, newest, extra=[gzipped]),
        one("the secret of the API key", new, newest, secrets=pairs),
        one("the secret of the other API key", new, newest, sign(new, "other"), secrets=pairs, key="k2"),
        one("the secret of another API key than named", new, rejected("signature_mismatch"), sign(new, "other"),
            secrets=pairs),
        one("no API key: every secret counts", new, newest, sign(new, "other"), secrets=pairs, key=None),
        one("an unknown API key: every secret counts", new, newest, sign(new, "other"), secrets=pairs, key="k9"),
        one("the compressed bytes are signed", packed, rejected("signature_mismatch"), extra=[gzipped]),
        one("neither compressed nor rightly signed", new, rejected("invalid_gzip", 400), sign("x"), extra=[gzipped]),
        one("compressed data that is cut", packed[:-1], rejected("invalid_gzip", 400), sign(new), extra=[gzipped]),
        one("compressed data with a wrong checksum", packed[:-8] + bytes(4) + packed[-4:],
            rejected("invalid_gzip", 400), sign(new), extra=[gzipped]),
        one("something behind the compressed data", packed + b"\n", rejected("invalid_gzip", 400), sign(new),
            extra=[gzipped]),
        one("more inside than allowed", bomb, rejected("body_too_large", 413), extra=[gzipped],
            options={"maxBodyBytes": 64 << 10}),
        one("another secret", new, rejected("signature_mismatch"), secrets=("other",)),
        one("the sample signature of the documentation", "a", rejected("signature_mismatch"),
            "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"),
        one("base64", new, rejected("malformed_signature", fault="base64"), b64(mac(secret.encode(), new.encode()))),
        one("a call before a message is sent", '{"message":{},"user":{},"channel":{}}', rejected("unknown_envelope", 400)),
        one("an empty body", "", rejected("invalid_body", 400),
            "f9e66e179b6747ae54108f82f8ade8b3c25d76fd30afde6c395822c530196169"),
        vector("no signature", [secret], [("X-Api-Key", "k1")], new, rejected("missing_signature")),
    ])


def standard():
    raw, old = bytes(range(24)), b"an older secret of 24 by"
    secret, older = "whsec_" + b64(raw), "whsec_" + b64(old)
    seed = bytes(range(32, 64))
    public = "whpk_" + b64(ed25519_public(seed))
    id, now = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1700000000
    body = '{"type":"contact.created","timestamp":"2023-11-14T22:13:19.999999Z","data":{"id":"1f81eb52"}}'
    hard = '{"type":"custom","timestamp":"2023-11-14T22:13:20Z","data":%s}' % HARD

    def content(body, id, at):
        return ("%s.%s." % (id, at)).encode() + (body.encode() if isinstance(body, str) else body)

    def v1(body, key=raw, id=id, at=now):
        return "v1," + b64(mac(key, content(body, id, at)))

    def v1a(body, id=id, at=now):
        return "v1a," + b64(ed25519_sign(seed, content(body, id, at)))

    def one(name, body, expected, signature=None, secrets=(secret,), at=now, now=now, id=id, names=None, **more):
        signature = v1(body, at=at) if signature is None else signature
        names = names or ("webhook-id", "webhook-timestamp", "webhook-signature")
        headers = [(name, value) for name, value in zip(names, (id, str(at), signature)) if name]
        return vector(name, secrets, headers, body, expected, now=now, **more)

    created = verified("contact.created", body, id=id, at=1699999999999)
    write("standard", [
        one("a contact is created", body, created),
        one("characters and numbers at the edges", hard, verified("custom", hard, id=id, at=1700000000000)),
        one("the secret without its prefix", body, created, secrets=(b64(raw),)),
        one("two signatures while the secret changes", body, created, v1(body, old) + " " + v1(body)),
        one("two secrets while the secret changes", body, created, v1(body, old), secrets=(secret, older)),
        one("the example of the specification", '{"test": 2432232314}',
            rejected("unknown_envelope", 400), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            secrets=("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",), at=1614265330, now=1614265330),
        one("ed25519", body, created, v1a(body), secrets=(public,)),
        one("ed25519 beside HMAC", body, created, v1(body, old) + " " + v1a(body), secrets=(public,)),
        one("a version nobody knows beside a known one", body, created, "v2,AAAA " + v1(body)),
        one("header names in any case", body, created, names=("Webhook-Id", "WEBHOOK-TIMESTAMP", "Webhook-Signature")),
        one("five minutes late", body, created, at=now - 300),
        one("five minutes early", body, created, at=now + 300),
        one("too old", body, rejected("too_old"), at=now - 301),
        one("too new", body, rejected("too_new"), at=now + 301),
        one("too old for a narrower tolerance", body, rejected("too_old"), at=now - 11, options={"toleranceSeconds": 10}),
        one("too old, but the signature is wrong first", body, rejected("signature_mismatch"), v1(body, old), at=now - 301),
        one("another id than signed", body, rejected("signature_mismatch"), v1(body, id="msg_other")),
        one("another time than signed", body, rejected("signature_mismatch"), v1(body, at=now - 1)),
        one("ed25519 over another body", body, rejected("signature_mismatch"), v1a(body + "\n"), secrets=(public,)),
        one("another secret", body, rejected("signature_mismatch"), secrets=(older,)),
        one("the secret used as text", body, rejected("signature_mismatch"), v1(body, secret.encode())),
        one("the body signed alone", body, rejected("signature_mismatch"), "v1," + b64(mac(raw, body.encode()))),
        one("HMAC where only a public key is known", body, rejected("signature_mismatch"), secrets=(public,)),
        one("no known version", body, rejected("malformed_signature", fault="unknownVersion"), "v2,AAAA"),
        one("no version", body, rejected("malformed_signature", fault="unknownVersion"), v1(body)[3:]),
        one("hexadecimal", body, rejected("malformed_signature", fault="hexadecimal"),
            "v1," + mac(raw, content(body, id, now)).hex()),
        one("no base64", body, rejected("malformed_signature", fault="notBase64"), "v1," + "-" * 44),
        one("no id", body, rejected("missing_header"), names=(None, "webhook-timestamp", "webhook-signature")),
        one("no timestamp", body, rejected("missing_header"), names=("webhook-id", None, "webhook-signature")),
        one("no signature", body, rejected("missing_signature"), names=("webhook-id", "webhook-timestamp", None)),
        one("a timestamp in words", body, rejected("malformed_timestamp"), at="2023-11-14T22:13:20Z"),
        one("a negative timestamp", body, rejected("malformed_timestamp"), at=-1),
        one("a secret that is no base64", body, rejected("malformed_secret", 500), secrets=("whsec_-----",)),
        one("the private key given as the public one", body, rejected("malformed_secret", 500), v1a(body),
            secrets=("whsk_" + b64(seed),)),
    ])


socialplus()
sendbird()
stream()
standard()
