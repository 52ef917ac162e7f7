"""A million deliveries that are owed when the server starts."""
import time

from .. import load
from ..row import Row


def run(run):
    events = run.scaled(1_000_000)
    herald = run.herald("drain")
    network, (webhook,) = herald.network(run.nginx.url + "/hook")
    load.throughput(herald, load.batches(network, 5000), 5000)
    herald.call("POST", webhook + "/pause")
    seconds, step = 0, 100_000
    for start in range(0, events, step):
        seconds += load.publish(herald, load.batches(network, min(step, events - start), start=start))
    building = herald.memory()
    print(f"  {events:,} deliveries owed after {seconds:.1f} s, {herald.disk() / 1e6:,.0f} MB", flush=True)
    herald.stop()

    run.yardstick()
    herald = run.herald("drain")
    ready = herald.ready_seconds
    idle = herald.memory()
    started = time.monotonic()
    herald.call("POST", webhook + "/resume")
    herald.wait_for(events, pause=0.05)
    rate = events / (time.monotonic() - started)
    memory = herald.memory()
    run.yardstick()
    yard = run.near()
    # The steady rate, on the same server and the same file, right after.
    part = run.scaled(100_000)
    steady = max(load.throughput(herald, load.batches(network, part), part)[0] for _ in range(2))
    run.forget(herald)
    if "steady" in run.known:
        print(f"  steady rate: {steady:,.0f} /s now, {run.known['steady']:,.0f} /s in fan-out-1", flush=True)
    return [
        Row(f"draining {events:,} owed deliveries after a restart", f"{rate:,.0f} /s", rate / steady, "steady rate", 0.80),
        Row("  the steady rate on the same file", f"{steady:,.0f} /s"),
        Row("  against wrk", "", rate / yard, "wrk"),
        Row("  ready after", f"{ready:.2f} s", ready, "", 2, None, "s", False),
        Row("  peak memory of the restarted server", f"{memory:,.0f} MB", memory, "", 300, 150, "MB", False),
        Row("  its memory before the drain; peak while the backlog was built", f"{idle:,.0f}; {building:,.0f} MB"),
    ]
