"""From publishing to arrival at a fixed rate, whatever the answers do (open loop)."""
import asyncio
import re
import statistics
import time

from .. import payload
from ..processes import KEY
from ..row import Row

RATE = 1000


class Sink(asyncio.Protocol):
    """A receiver that notes when each event arrives. Answers as soon as a body is complete."""

    arrivals = {}
    pattern = re.compile(rb'"channelSegment":(\d+)')

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
            body = self.buffer[end + 4:end + 4 + length]
            self.buffer = self.buffer[end + 4 + length:]
            Sink.arrivals[int(self.pattern.search(body).group(1))] = now
            self.transport.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")


async def measure(herald, seconds):
    """When each event was to be sent, answered, and seen by the receiver."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sink, "127.0.0.1", 0, backlog=1024)
    port = server.sockets[0].getsockname()[1]
    network, _ = await asyncio.to_thread(herald.network, f"http://127.0.0.1:{port}/")
    head = (f"POST {network}/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {KEY}\r\n"
            "content-type: application/json\r\n")
    requests = []
    for number in range(RATE * seconds):
        body = payload.published(number)
        requests.append(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
    pool, due, answered = asyncio.Queue(), {}, {}
    for _ in range(64):
        pool.put_nowait(await asyncio.open_connection("127.0.0.1", herald.port))

    async def publish(number):
        reader, writer = await pool.get()
        writer.write(requests[number])
        answer = await reader.readuntil(b"\r\n\r\n")
        answered[number] = time.monotonic()
        await reader.readexactly(int(re.search(rb"content-length: (\d+)", answer, re.I).group(1)))
        if b" 202 " not in answer[:20]:
            raise SystemExit(f"publishing failed: {answer[:100]!r}")
        pool.put_nowait((reader, writer))

    Sink.arrivals.clear()
    started, tasks = time.monotonic(), []
    for number in range(RATE * seconds):
        # The clock of an event starts when it was due, not when the sender got round to it.
        due[number] = started + number / RATE
        delay = due[number] - time.monotonic()
        if delay > 0:
            await asyncio.sleep(delay)
        tasks.append(asyncio.create_task(publish(number)))
    await asyncio.gather(*tasks)
    while len(Sink.arrivals) < RATE * seconds and time.monotonic() - started < seconds + 30:
        await asyncio.sleep(0.01)
    server.close()
    if len(Sink.arrivals) < RATE * seconds:
        raise SystemExit(f"only {len(Sink.arrivals)} of {RATE * seconds} events arrived")
    return due, answered, Sink.arrivals


def percentiles(values):
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return cuts[49], cuts[98]


def run(run):
    herald = run.herald("latency")
    warm = 1
    due, answered, arrived = asyncio.run(measure(herald, warm + (3 if run.options.quick else 12)))
    run.forget(herald)
    counted = [number for number in due if number >= warm * RATE]
    accept = percentiles([1000 * (answered[n] - due[n]) for n in counted])
    arrive = percentiles([1000 * (arrived[n] - due[n]) for n in counted])
    after = percentiles([1000 * max(0, arrived[n] - answered[n]) for n in counted])

    def both(pair):
        return "{:.2f} / {:.2f} ms".format(*pair)

    return [
        Row("publish → delivered at 1,000 events/s, p50", f"{arrive[0]:.2f} ms", arrive[0], "", 3, 1.5, "ms", False),
        Row("publish → delivered at 1,000 events/s, p99", f"{arrive[1]:.2f} ms", arrive[1], "", 25, None, "ms", False),
        Row("  of this, publish → 202, p50 / p99", both(accept)),
        Row("  202 → delivered, p50 / p99", both(after)),
    ]
