"""A receiver in plain Python: accepts a request only when it computes the same signature itself.

Usage: sink.py SECRET. Prints its port. GET answers what it counted. Ends when its standard input does.
"""
import base64
import collections
import hashlib
import hmac
import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

secret = sys.argv[1].encode()
lock = threading.Lock()
seen = collections.Counter()
rejected = 0


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        global rejected
        body = self.rfile.read(int(self.headers["Content-Length"]))
        expected = base64.b64encode(hmac.new(secret, body, hashlib.sha256).digest()).decode()
        genuine = hmac.compare_digest(expected, self.headers.get("X-Amity-Signature", ""))
        with lock:
            if genuine:
                seen[json.loads(body)["data"]["channel"]["testId"]] += 1
            else:
                rejected += 1
        self.answer(200 if genuine else 401, {})

    def do_GET(self):
        with lock:
            counted = {"distinct": len(seen), "accepted": sum(seen.values()), "rejected": rejected}
        self.answer(200, counted)

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

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
