"""What puts load on a server: wrk, and publishers of NDJSON batches."""
import queue
import re
import socket
import subprocess
import threading
import time

from . import payload
from .processes import KEY

SIGNED = {
    "Content-Type": "application/json", "User-Agent": "Social-Plus-Webhooks/1.0",
    "X-Amity-Signature": "JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAw=",
}
AUTHORIZED = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"}


def wrk(url, folder, seconds, body, headers, connections=64):
    """Requests per second and latency percentiles (ms) of wrk posting `body`."""
    (folder / "payload.json").write_bytes(body)
    lines = "\n".join(f'wrk.headers["{name}"] = "{value}"' for name, value in headers.items())
    script = folder / "post.lua"
    script.write_text(f"""
        local file = io.open("{folder}/payload.json", "rb"); wrk.body = file:read("*a"); file:close()
        wrk.method = "POST"
        {lines}
        function done(summary, latency, requests)
          io.write(string.format("RESULT %f %f %f %d\\n", summary.requests / (summary.duration / 1e6),
            latency:percentile(50) / 1000, latency:percentile(99) / 1000,
            summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
        end""")
    output = subprocess.run(
        ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "-s", str(script), url], capture_output=True, text=True)
    rate, p50, p99, errors = re.search(r"RESULT (\S+) (\S+) (\S+) (\d+)", output.stdout).groups()
    if int(errors):
        print(f"  note: wrk counted {errors} errors at {url}")
    return float(rate), float(p50), float(p99)


class Publisher:
    """One keep-alive connection that posts batches, with as little work of its own as possible."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(self, path, body, content_type="application/x-ndjson"):
        head = (f"POST {path}/events HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {KEY}\r\n"
                f"content-type: {content_type}\r\ncontent-length: {len(body)}\r\n\r\n")
        self.socket.sendall(head.encode() + body)
        received = bytearray()
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._some()
        length = int(re.search(rb"content-length: (\d+)", received[:end], re.I).group(1))
        while len(received) < end + 4 + length:
            received += self._some()
        if b" 202 " not in received[:16]:
            raise RuntimeError(f"publishing failed: {bytes(received[:600])!r}")

    def _some(self):
        data = self.socket.recv(1 << 18)
        if not data:
            raise RuntimeError("the server closed a publisher's connection")
        return data


def publish(herald, batches, connections=4):
    """Posts (path, body) pairs over several connections; the seconds it took."""
    work, failures = queue.SimpleQueue(), []
    for batch in batches:
        work.put(batch)

    def run():
        publisher = Publisher(herald.port)
        try:
            while True:
                try:
                    path, body = work.get_nowait()
                except queue.Empty:
                    return
                publisher.post(path, body)
        except Exception as error:  # the other publishers end by themselves
            failures.append(error)
        finally:
            publisher.socket.close()

    threads = [threading.Thread(target=run) for _ in range(connections)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise SystemExit(str(failures[0]))
    return time.monotonic() - started


def batches(network, events, size=1000, kinds=(payload.MESSAGE_TYPE,), start=0):
    """`events` events as (path, body) pairs."""
    return [
        (network, payload.lines(first, min(size, start + events - first), kinds))
        for first in range(start, start + events, size)
    ]


def throughput(herald, work, deliveries):
    """Deliveries per second from the first publish to the last *recorded* delivery, and the seconds of publishing."""
    before = herald.delivered()
    started = time.monotonic()
    published = publish(herald, work)
    herald.wait_for(before + deliveries)
    return deliveries / (time.monotonic() - started), published
