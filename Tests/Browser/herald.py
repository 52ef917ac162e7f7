"""A Herald server of the test's own: its own port, store and folder, gone when the test is."""

import json
import os
import re
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
ADMIN_KEY = "browser-test-admin-key"


class Herald:
    """`herald serve` on a free port. `url` is where it answers."""

    def __init__(self, **settings):
        self.folder = tempfile.TemporaryDirectory(prefix="herald-browser-")
        environment = {
            **os.environ,
            "HERALD_ADMIN_KEY": ADMIN_KEY,
            "HERALD_ALLOW_ADDRESSES": "127.0.0.0/8",
            "HERALD_STORE": f"sqlite:{self.folder.name}/herald.db",
            "HERALD_LISTEN": "127.0.0.1:0",
            **settings,
        }
        self.log = []
        self.process = subprocess.Popen(
            [os.path.join(ROOT, ".build", "debug", "herald"), "serve"],
            env=environment, cwd=self.folder.name, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.url = None
        ready = threading.Event()

        def read():
            for line in self.process.stdout:
                self.log.append(line)
                found = re.search(r"http://127\.0\.0\.1:\d+", line)
                if found and not self.url:
                    self.url = found.group()
                    ready.set()
            ready.set()

        self.reader = threading.Thread(target=read, daemon=True)
        self.reader.start()
        ready.wait(60)
        if not self.url:
            raise RuntimeError("herald did not start:\n" + "".join(self.log))

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.reader.join(10)
        self.process.stdout.close()
        self.folder.cleanup()

    def call(self, method, path, body=None, key=ADMIN_KEY):
        """One call of the API; its answer as JSON. Fails for statuses from 400 on."""
        status, answer = self.try_call(method, path, body, key)
        if status >= 400:
            raise AssertionError(f"{method} {path}: {status} {answer}")
        return answer

    def try_call(self, method, path, body=None, key=ADMIN_KEY):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.url + path, data=data, method=method,
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")

    def network(self, name, dialect="socialplus"):
        return self.call("POST", "/v1/networks", {"name": name, "dialect": dialect})["id"]

    def webhook(self, network, url, **fields):
        return self.call("POST", f"/v1/networks/{network}/webhooks", {"url": url, "events": ["*"], **fields})["id"]

    def publish(self, network, *events):
        return self.call("POST", f"/v1/networks/{network}/events", list(events))
