"""What asking a hook costs beside the hook's own time, at a fixed rate whatever the answers do (open loop)."""
import asyncio
import json
import re
import time

from ..processes import KEY
from ..row import Row
from .latency import percentiles

RATE = 500
# How long the hook takes to answer, in seconds: long enough that calls overlap.
THINKING = 0.005
ANSWER = json.dumps({"message": {"text": "**"}}).encode()
TEXT = "lorem ipsum dolor sit amet " * 20


class Hook(asyncio.Protocol):
    """A before-message-send hook that notes when each question came and when its answer left."""

    times = {}
    number = re.compile(rb'"number":(\d+)')

    def connection_made(self, transport):
        self.transport = transport
        self.buffer = b""

    def data_received(self, data):
        now = time.monotonic()
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            length = int(re.search(rb"content-length: (\d+)", self.buffer[:end], re.I).group(1))
            if len(self.buffer) < end + 4 + length:
                return
            number = int(self.number.search(self.buffer[end + 4:end + 4 + length]).group(1))
            self.buffer = self.buffer[end + 4 + length:]
            asyncio.get_running_loop().call_later(THINKING, self.answer, number, now)

    def answer(self, number, arrived):
        Hook.times[number] = time.monotonic() - arrived
        self.transport.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
                             % (len(ANSWER), ANSWER))


def question(number):
    return json.dumps({
        "message": {"text": TEXT, "type": "regular", "number": number}, "user": {"id": "ann", "role": "user"},
        "channel": {"id": "fun", "type": "messaging", "member_count": 12},
    }, separators=(",", ":")).encode()


async def ask(port, path, key, calls):
    """The seconds each call took beyond the hook's own."""
    pool, overhead = asyncio.Queue(), {}
    for _ in range(64):
        pool.put_nowait(await asyncio.open_connection("127.0.0.1", port))
    head = f"POST {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {key}\r\ncontent-type: application/json\r\n"

    async def call(number):
        body = question(number)
        request = f"{head}content-length: {len(body)}\r\n\r\n".encode() + body
        reader, writer = await pool.get()
        sent = time.monotonic()
        writer.write(request)
        answer = await reader.readuntil(b"\r\n\r\n")
        text = await reader.readexactly(int(re.search(rb"content-length: (\d+)", answer, re.I).group(1)))
        taken = time.monotonic() - sent
        if b" 200 " not in answer[:20] or b'"**"' not in text:
            raise SystemExit(f"the hook's answer did not come through: {text[:200]!r}")
        overhead[number] = taken - Hook.times[number]
        pool.put_nowait((reader, writer))

    Hook.times.clear()
    started, tasks = time.monotonic(), []
    for number in range(calls):
        delay = started + number / RATE - time.monotonic()
        if delay > 0:
            await asyncio.sleep(delay)
        tasks.append(asyncio.create_task(call(number)))
    await asyncio.gather(*tasks)
    while not pool.empty():
        pool.get_nowait()[1].close()
    return overhead


async def measure(herald, calls):
    """The overhead through Herald, and what the same calls cost straight to the hook."""
    server = await asyncio.get_running_loop().create_server(Hook, "127.0.0.1", 0, backlog=1024)
    port = server.sockets[0].getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    network, _ = await asyncio.to_thread(herald.network)
    path = f"{network}/hooks/before-message-send"
    await asyncio.to_thread(herald.call, "PUT", path, {"url": url})
    straight = await ask(port, "/", "none", calls)
    through = await ask(herald.port, path + "/calls", KEY, calls)
    server.close()
    return straight, through


def run(run):
    herald = run.herald("hooks")
    warm, seconds = 1, 3 if run.options.quick else 12
    straight, through = asyncio.run(measure(herald, RATE * (warm + seconds)))
    run.forget(herald)
    first = warm * RATE

    def milliseconds(overhead):
        return percentiles([1000 * value for number, value in overhead.items() if number >= first])

    bare, added = milliseconds(straight), milliseconds(through)
    return [
        Row("synchronous hook at 500 calls/s, beside its own time, p99", f"{added[1]:.2f} ms", added[1], "", 2, None,
            "ms", False),
        Row("  p50", f"{added[0]:.2f} ms"),
        Row("  the same straight to the hook, p50 / p99", f"{bare[0]:.2f} / {bare[1]:.2f} ms"),
    ]
