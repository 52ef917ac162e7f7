"""Receivers as the references found them in the field (social-plus.md §12, sendbird.md §7, stream-chat.md §15).

Usage: fixtures.py FIXTURE SECRET. Prints its port. GET answers what it counted: {"statuses": {"200": 3, ...},
"hung": 0, "acted": 1, "lastHeaders": {...}, "lastBody": "..."}. Ends when its standard input does.
"""
import base64
import collections
import gzip
import hashlib
import hmac
import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

name, secret = sys.argv[1], sys.argv[2].encode()
lock = threading.Lock()
statuses = collections.Counter()
hung = acted = 0
last = {"lastHeaders": {}, "lastBody": ""}
# Answers nothing and keeps the connection.
NEVER = object()


def act():
    """The receiver did its work."""
    global acted
    with lock:
        acted += 1


def mac(body):
    return hmac.new(secret, body, hashlib.sha256)


def same(computed, header):
    return hmac.compare_digest(computed.encode(), (header or "").encode())


def stringify(document):
    """What JSON.stringify makes of a parsed body, for the values these tests send."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False)


def reply(status, document=None, raw=None, **headers):
    return status, raw if raw is not None else (b"" if document is None else json.dumps(document).encode()), headers


# social.plus

def socialplus_204(headers, body):
    """R1, Django: the signature header has to be there, nothing is verified, 204 always."""
    if "X-Amity-Signature" not in headers:
        return reply(204)
    event = json.loads(body)
    if event["event"] == "message.didCreate":
        message = event["data"]["messages"][0]
        (message["channelId"], message["userId"])
        act()
    return reply(204)


def socialplus_422(headers, body):
    """R2, Express: reads messages and users before it looks at the name; an error inside hangs the request."""
    try:
        event = json.loads(body)
        message, metadata = event["data"]["messages"], event["data"]["users"][0].get("metadata")
    except (KeyError, IndexError):
        return NEVER
    if event["event"] != "message.didCreate":
        return reply(422, {"error": "unsupported event"})
    act()
    return reply(200, {"handled": len(message), "metadata": metadata})


def socialplus_guide(headers, body):
    """R4, the guide's sample: base64, and the empty list PHP makes of an empty object."""
    if not same(base64.b64encode(mac(body).digest()).decode(), headers.get("x-amity-signature")):
        return reply(401, {"error": "Invalid signature"})
    act()
    return reply(200, [])


def socialplus_hex(headers, body):
    """R5, the use-case samples: they compute hexadecimal and so refuse what is genuine."""
    if not same(mac(body).hexdigest(), headers.get("x-amity-signature")):
        return reply(401, {"error": "Invalid signature"})
    act()
    return reply(200, {"received": True})


def socialplus_stringify(headers, body):
    """Verifies what it parsed and wrote again, as one of the guide's samples does."""
    again = stringify(json.loads(body)).encode()
    if not same(base64.b64encode(mac(again).digest()).decode(), headers.get("x-amity-signature")):
        return reply(401, {"error": "Invalid signature"})
    act()
    return reply(200, {})


# Sendbird

def sendbird_raw(headers, body):
    """R1: HMAC over the raw bytes; acts on one category and never answers the others."""
    if not same(mac(body).hexdigest(), headers.get("x-sendbird-signature")):
        return reply(401)
    if json.loads(body)["category"] != "group_channel:create":
        return NEVER
    act()
    return reply(200)


def sendbird_text(headers, body):
    """R2 and R9: a text parser for the JSON type only, HMAC over the string."""
    text = body.decode() if headers.get("content-type", "").split(";")[0] == "application/json" else "{}"
    if not same(mac(text.encode()).hexdigest(), headers.get("x-signature")):
        return reply(401)
    act()
    return reply(200)


def sendbird_exact(headers, body):
    """R5, Go: the content type must be exactly application/json, and there must be a body."""
    if headers.get("content-type") != "application/json":
        return reply(415)
    if not body:
        return reply(400)
    json.loads(body)["category"]
    act()
    return reply(200)


def sendbird_members(headers, body):
    """R7, TypeScript: takes the members for granted."""
    document = json.loads(body)
    if "members" not in document:
        return reply(500)
    act()
    return reply(200)


def sendbird_slashes(headers, body):
    """R11, Express: parses, writes again, replaces / by \\/ and then hashes."""
    again = stringify(json.loads(body)).replace("/", "\\/").encode()
    if not same(mac(again).hexdigest(), headers.get("x-sendbird-signature")):
        return reply(401)
    act()
    return reply(200)


def sendbird_reserialised(headers, body):
    """R12, Django REST: parses and writes again, without the replacement."""
    again = stringify(json.loads(body)).encode()
    if not same(mac(again).hexdigest(), headers.get("x-sendbird-signature")):
        return reply(401)
    act()
    return reply(200)


remembered = set()


def sendbird_remembers(headers, body):
    """R13: drops messages whose id it saw. The first request is answered too late on purpose by failing it."""
    id = json.loads(body)["payload"]["message_id"]
    with lock:
        is_new = id not in remembered
        remembered.add(id)
    if not is_new:
        return reply(200, {"repeated": True})
    act()
    return reply(503)


def sendbird_strict_times(headers, body):
    """R14, Java: refuses edits and deletions that do not say when."""
    document = json.loads(body)
    needed = {"message_update": "updated_at", "message_delete": "deleted_at"}.get(document["category"].split(":")[1])
    if needed and needed not in document["payload"]:
        return reply(400)
    act()
    return reply(200)


def sendbird_own_secret(headers, body):
    """R15: expects a secret header that Sendbird does not have."""
    return reply(200 if same(secret.decode(), headers.get("x-webhook-secret")) else 401)


def sendbird_bot(headers, body):
    """R16: a bot that must not answer itself."""
    if json.loads(body).get("sender", {}).get("user_id") != "bot":
        act()
    return reply(200)


# Stream

def stream_raw(headers, body):
    """The usual route: raw text and signature; 401 when it does not match, 500 when something breaks."""
    if headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    if not same(mac(body).hexdigest(), headers.get("x-signature")):
        return reply(401)
    try:
        json.loads(body)["type"]
    except (KeyError, ValueError):
        return reply(500)
    act()
    return reply(200)


def stream_stringify(headers, body):
    """Verifies what it parsed and wrote again (stream-chat-js #695)."""
    if not same(mac(stringify(json.loads(body)).encode()).hexdigest(), headers.get("x-signature")):
        return reply(401)
    act()
    return reply(200)


def stream_dedupes(headers, body):
    """Remembers X-Webhook-Id, and fails each first attempt."""
    with lock:
        remembered.add(headers.get("x-webhook-id"))
        count = len(remembered)
    if headers.get("x-webhook-attempt") == "1":
        return reply(500)
    act()
    return reply(200, {"known": count})


# Anybody

def never(headers, body):
    return NEVER


def gzip_answer(headers, body):
    """Compresses its answers, asked or not."""
    act()
    packed = gzip.compress(b'{"ok":"' + b"y" * 5000 + b'"}', mtime=0)
    return reply(200, raw=packed, **{"Content-Encoding": "gzip", "Content-Type": "application/json"})


FIXTURES = {key: value for key, value in list(globals().items())
            if callable(value) and (key in ("never", "gzip_answer")
                                    or key.split("_")[0] in ("socialplus", "sendbird", "stream"))}
fixture = FIXTURES[name]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        global hung
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with lock:
            last["lastHeaders"] = {key.lower(): value for key, value in self.headers.items()}
            last["lastBody"] = base64.b64encode(body).decode()
        answer = fixture(self.headers, body)
        if answer is NEVER:
            with lock:
                hung += 1
            # Until the other side gives up; nothing more is expected from it.
            self.connection.settimeout(60)
            try:
                self.connection.recv(1)
            except OSError:
                pass
            self.close_connection = True
            return
        status, content, headers = answer
        with lock:
            statuses[str(status)] += 1
        self.answer(status, content, headers)

    def do_GET(self):
        with lock:
            counted = {"statuses": dict(statuses), "hung": hung, "acted": acted, **last}
        self.answer(200, json.dumps(counted).encode(), {"Content-Type": "application/json"})

    def answer(self, status, content, headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if status != 204:
            self.wfile.write(content)

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


def end_with_standard_input():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_standard_input, daemon=True).start()
server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
