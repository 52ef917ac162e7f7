"""One good webhook beside nine bad ones."""
import pathlib
import subprocess
import sys
import time

from .. import load
from ..processes import free_port, wait_for_port
from ..row import Row

BAD = ["hang", "drip", "reset"]


def run(run):
    events = run.scaled(60_000)
    owed = 500
    ports = {kind: free_port() for kind in BAD}
    script = pathlib.Path(__file__).resolve().parent.parent / "bad_receivers.py"
    run.helper(subprocess.Popen([sys.executable, str(script), *[f"{kind}={port}" for kind, port in ports.items()]]))
    for port in ports.values():
        wait_for_port(port)
    herald = run.herald("isolation")
    # One network: the bad webhooks want channel events, the good one messages. So the good one's work is the same
    # with and without them, and only what the bad ones cost shows.
    network, _ = herald.network()
    herald.webhook(network, run.nginx.url + "/hook", ["message.*"])
    bad = [
        herald.webhook(network, f"http://127.0.0.1:{ports[BAD[n % 3]]}/{n}", ["channel.*"]) for n in range(9)
    ]

    def all_bad(action):
        for webhook in bad:
            herald.call("POST", f"{webhook}/{action}")

    all_bad("pause")
    load.throughput(herald, load.batches(network, 5000), 5000)
    load.publish(herald, load.batches(network, owed, kinds=["channel.didUpdate"]))
    alone, beside = [], []
    for _ in range(3):
        alone.append(load.throughput(herald, load.batches(network, events), events)[0])
        all_bad("resume")
        # The first rush of attempts is work like any other; what is looked at is what being stuck costs.
        time.sleep(3)
        beside.append(load.throughput(herald, load.batches(network, events), events)[0])
        print(f"  alone {alone[-1]:,.0f} /s, beside nine bad ones {beside[-1]:,.0f} /s", flush=True)
        all_bad("pause")
    stuck = herald.counter("herald_backlog_deliveries")
    memory = herald.memory()
    run.forget(herald)
    ratio = sorted(b / a for a, b in zip(alone, beside))[1]
    return [
        Row("one webhook beside nine that hang, drip or reset", f"{sorted(beside)[1]:,.0f} /s", ratio, "its rate alone",
            0.90),
        Row("  still owed to the nine; peak memory", f"{stuck:,}; {memory:,.0f} MB"),
    ]
