"""Webhooks of a provider posted to a source at a fixed rate, whatever the answers do (open loop), beside a server that
only reads the body. The clock of a request runs from when it was due to the last byte of its answer."""
import asyncio
import base64
import hashlib
import hmac
import json
import re
import time

from .. import payload
from ..row import Row
from .latency import percentiles

RATE = 2000
CONNECTIONS = 64
PROVIDER_SECRET = "the secret of the provider"
LENGTH = re.compile(rb"content-length: *(\d+)", re.I)


class Connection(asyncio.Protocol):
    """A keep-alive connection with one request at a time under way."""

    def connection_made(self, transport):
        self.transport = transport
        self.received = b""
        self.answer = None

    def post(self, request):
        self.answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self.answer

    def data_received(self, data):
        now = time.monotonic()
        self.received += data
        end = self.received.find(b"\r\n\r\n")
        if end < 0 or len(self.received) < end + 4 + int(LENGTH.search(self.received[:end]).group(1)):
            return
        status, self.received = int(self.received[9:12]), b""
        self.answer.set_result((status, now))

    def connection_lost(self, _):
        if self.answer and not self.answer.done():
            self.answer.set_exception(ConnectionError("the server closed a connection"))


def requests(path, count):
    """Signed ahead of time: the sender has to be quicker than what it measures."""
    made = []
    for number in range(count):
        body = payload.delivered(number)
        code = hmac.new(PROVIDER_SECRET.encode(), body, hashlib.sha256).digest()
        head = (f"POST {path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n"
                f"x-amity-signature: {base64.b64encode(code).decode()}\r\ncontent-length: {len(body)}\r\n\r\n")
        made.append(head.encode() + body)
    return made


async def measure(port, made, wanted):
    """Milliseconds from when each request was due to its answer; and how late the sender was at worst."""
    loop, pool, taken = asyncio.get_running_loop(), asyncio.Queue(), {}
    for _ in range(CONNECTIONS):
        pool.put_nowait((await loop.create_connection(Connection, "127.0.0.1", port))[1])
    others, latest = {}, 0

    async def post(number, due):
        connection = await pool.get()
        status, answered = await connection.post(made[number])
        if status != wanted:
            others[status] = others.get(status, 0) + 1
        taken[number] = 1000 * (answered - due)
        pool.put_nowait(connection)

    started, tasks = time.monotonic() + 0.1, []
    for number in range(len(made)):
        due = started + number / RATE
        delay = due - time.monotonic()
        if delay > 0:
            await asyncio.sleep(delay)
        latest = max(latest, 1000 * (time.monotonic() - due))
        tasks.append(asyncio.create_task(post(number, due)))
    await asyncio.gather(*tasks)
    while not pool.empty():
        pool.get_nowait().transport.close()
    if others:
        raise SystemExit(f"answers other than {wanted}: {others}")
    return taken, latest


def run(run):
    warm, seconds = 1, 3 if run.options.quick else 20
    count = RATE * (warm + seconds)
    herald, bare = run.herald("gateway"), run.bare()
    network, _ = herald.network()
    source = json.loads(herald.call(
        "POST", network + "/sources", {"provider": "socialplus", "secrets": [PROVIDER_SECRET]}))
    # Both get the same bytes; the bare server answers on its own path only.
    made = {"herald": requests(source["ingestPath"], count), "bare": requests(network + "/events", count)}
    figures = {}
    for name, port, wanted in [("bare", bare.port, 202), ("herald", herald.port, 200)]:
        taken, latest = asyncio.run(measure(port, made[name], wanted))
        figures[name] = percentiles([value for number, value in taken.items() if number >= warm * RATE])
        figures[name] += (max(value for number, value in taken.items() if number >= warm * RATE),)
        print(f"  {name}: p50 {figures[name][0]:.2f} ms, p99 {figures[name][1]:.2f} ms, "
              f"the sender at most {latest:.0f} ms late", flush=True)
    stats = json.loads(herald.call("GET", f"{network}/sources/{source['id']}/stats"))
    if stats["accepted"] != count or stats["refused"]:
        raise SystemExit(f"{count} requests were sent, but the source counted {stats}")
    bare.stop()
    run.forget(herald)
    p50, p99, worst = figures["herald"]
    return [
        Row(f"webhooks in by a source at {RATE:,} /s, answered durably, p99", f"{p99:.2f} ms", p99, "", 50, None, "ms",
            False),
        Row("  p50", f"{p50:.2f} ms"),
        # social.plus gives up after 1.5 s, the others later.
        Row("  longest, under every provider's limit", f"{worst:.2f} ms", worst, "", 1500, None, "ms", False),
        Row("  bare Hummingbird, the same requests, p50 / p99 / longest",
            "{:.2f} / {:.2f} / {:.2f} ms".format(*figures["bare"])),
        Row("  verified to committed, as the source counts it, p50 / p99",
            f"{stats['answerTimeMs']['p50']} / {stats['answerTimeMs']['p99']} ms"),
    ]
