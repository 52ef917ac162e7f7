"""Events published one per request over 64 connections, against a server that only reads the body."""
import statistics

from .. import load, payload
from ..row import Row


def run(run):
    body = payload.published(1)
    herald, bare = run.herald("single"), run.bare()
    network, _ = herald.network()
    path = network + "/events"

    def turn(port):
        return load.wrk(f"http://127.0.0.1:{port}{path}", run.folder, run.seconds, body, load.AUTHORIZED)

    # In turns, so that a slow moment of the machine falls on both.
    turns, yards = [], [turn(bare.port)[0]]
    for _ in range(3):
        turns.append(turn(herald.port))
        yards.append(turn(bare.port)[0])
        print(f"  herald {turns[-1][0]:,.0f} /s, bare {yards[-1]:,.0f} /s", flush=True)
    ratios = [turn[0] / statistics.mean(yards[at:at + 2]) for at, turn in enumerate(turns)]
    bare.stop()
    run.forget(herald)
    return [
        Row("single-event POSTs accepted durably, 64 connections", f"{statistics.median(t[0] for t in turns):,.0f} /s",
            statistics.median(ratios), "bare Hummingbird", 0.50, 0.80),
        Row("  bare Hummingbird, the same requests", f"{statistics.median(yards):,.0f} /s"),
        Row("  answer time of Herald, p50 / p99",
            f"{statistics.median(t[1] for t in turns):.2f} / {statistics.median(t[2] for t in turns):.2f} ms"),
    ]
