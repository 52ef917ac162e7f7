"""The programs that are started: receiver, server, and the bare server it is compared with."""
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time
import urllib.request

KEY = "bench-admin-key"
SECRET = "whsec-bench"
# What the server's threads do, by the start of their names.
THREADS = [
    ("NIO-SGLTN", "API connections"),
    ("NIO-ELT", "connections to receivers"),
    ("-qos.overcommit", "publishing, store and engine"),
    ("oot.default-qos", "publishing, store and engine"),
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port, limit=30):
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        except OSError:
            time.sleep(0.005)
    raise SystemExit(f"nothing listens on port {port} after {limit} s")


class Nginx:
    """The receiver: answers 200 `{}` to everything on every loopback address and keeps connections open."""

    def __init__(self, folder, name="nginx"):
        self.port = free_port()
        home = folder / name
        home.mkdir()
        config = home / "nginx.conf"
        config.write_text(f"""
            daemon off; worker_processes 1; pid {home}/nginx.pid; error_log {home}/error.log;
            worker_rlimit_nofile 65536;
            events {{ worker_connections 32768; multi_accept on; }}
            http {{
              access_log off; client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
              fastcgi_temp_path {home}/f; uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
              keepalive_requests 1000000000; keepalive_timeout 600s;
              server {{
                listen 0.0.0.0:{self.port} backlog=4096;
                location / {{ default_type application/json; return 200 '{{}}'; }}
                location = /count {{ stub_status; }}
              }}
            }}""")
        self.process = subprocess.Popen(
            ["nginx", "-c", str(config), "-p", str(home)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for_port(self.port)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def count(self):
        """How many requests were answered so far."""
        with urllib.request.urlopen(self.url + "/count") as answer:
            return int(re.search(r"\n\s*\d+\s+\d+\s+(\d+)", answer.read().decode()).group(1))

    def stop(self):
        self.process.terminate()
        self.process.wait()


class BareHummingbird:
    """What a server costs that only reads the body and answers 202."""

    def __init__(self, binary):
        self.port = free_port()
        self.process = subprocess.Popen([binary, str(self.port)], stdout=subprocess.DEVNULL)
        wait_for_port(self.port)

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Herald:
    """The server under test, on a SQLite file of its own."""

    def __init__(self, binary, folder, name, prefix=()):
        self.port = free_port()
        self.store = folder / f"{name}.db"
        environment = dict(
            os.environ, HERALD_ADMIN_KEY=KEY, HERALD_ALLOW_ADDRESSES="127.0.0.0/8", HERALD_LOG_LEVEL="error")
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [*prefix, binary, "serve", "--listen", f"127.0.0.1:{self.port}", "--store", f"sqlite:{self.store}"],
            env=environment, stdout=subprocess.DEVNULL)
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() - self.started > 300:
                raise SystemExit("herald does not get ready")
            time.sleep(0.005)
        # From the start of the process to the first good answer of /readyz.
        self.ready_seconds = time.monotonic() - self.started
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def is_ready(self, limit=1):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=limit) as answer:
                return answer.status == 200
        except OSError:
            return False

    def call(self, method, path, body=None, connection=None):
        connection = connection or self.connection
        data = None if body is None else json.dumps(body).encode()
        connection.request(
            method, path, data, {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"})
        response = connection.getresponse()
        text = response.read()
        if response.status >= 300:
            raise SystemExit(f"{method} {path}: {response.status} {text[:400]!r}")
        return text

    def network(self, *urls, events=("*",), connection=None, **fields):
        """Makes a network with one webhook per URL; its path, and the paths of the webhooks."""
        text = self.call("POST", "/v1/networks", {"name": "bench", "dialect": "socialplus"}, connection)
        path = f"/v1/networks/{json.loads(text)['id']}"
        return path, [self.webhook(path, url, events, connection, **fields) for url in urls]

    def webhook(self, network, url, events=("*",), connection=None, **fields):
        text = self.call(
            "POST", network + "/webhooks",
            {"url": url, "events": list(events), "secret": SECRET, "maxConcurrency": 64, **fields}, connection)
        return f"{network}/webhooks/{json.loads(text)['id']}"

    def delivered(self):
        return self.counter('herald_deliveries_finished_total{outcome="delivered"}')

    def attempts(self):
        """How many requests were made to receivers."""
        return sum(self.counter(f'herald_attempts_total{{outcome="{kind}"}}') for kind in ("answered", "unanswered"))

    def threads(self):
        """CPU seconds (user, system) by kind of thread."""
        tick = os.sysconf("SC_CLK_TCK")
        seconds = {}
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                name, fields = task.joinpath("stat").read_text().split("(", 1)[1].rsplit(")", 1)
            except OSError:
                continue
            fields = fields.split()
            kind = next((kind for start, kind in THREADS if name.startswith(start)), "others")
            user, system = seconds.get(kind, (0, 0))
            seconds[kind] = (user + int(fields[11]) / tick, system + int(fields[12]) / tick)
        return seconds

    def counter(self, name):
        text = self.call("GET", "/metrics").decode()
        found = re.search(rf"^{re.escape(name)} (\d+)", text, re.M)
        return int(found.group(1)) if found else 0

    def wait_for(self, delivered, limit=600, pause=0.01):
        """Waits until so many deliveries are recorded as delivered."""
        deadline = time.monotonic() + limit
        while self.delivered() < delivered:
            if time.monotonic() > deadline:
                raise SystemExit(f"the deliveries did not finish within {limit} s")
            time.sleep(pause)

    def memory(self, field="VmHWM"):
        """Peak (VmHWM) or present (VmRSS) memory in MB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+) kB", status).group(1)) * 1024 / 1e6

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait() != 0:
            raise SystemExit("herald did not end cleanly")

    def disk(self):
        return sum(path.stat().st_size for path in self.store.parent.glob(self.store.name + "*"))
