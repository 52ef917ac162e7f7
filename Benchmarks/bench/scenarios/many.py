"""10,000 webhooks of 1,000 networks on 1,000 hosts, against one webhook under the same batches."""
import concurrent.futures
import http.client
import threading

from .. import load, payload
from ..row import Row

BATCH = 100


def host(number):
    """One of 1,000 loopback addresses."""
    return f"127.1.{number // 200}.{number % 200 + 1}"


def run(run):
    networks = run.scaled(1000)
    events = networks * BATCH
    herald = run.herald("many")
    local = threading.local()

    def build(number):
        if not hasattr(local, "connection"):
            local.connection = http.client.HTTPConnection("127.0.0.1", herald.port)
        network, _ = herald.network(connection=local.connection)
        for index, kind in enumerate(payload.TYPES):
            # The webhooks of a network are on different hosts, and a host serves those of different networks.
            url = f"http://{host((number + 97 * index) % networks)}:{run.nginx.port}/{number}/{index}"
            herald.webhook(network, url, [kind], local.connection, maxConcurrency=8)
        return network

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        paths = list(pool.map(build, range(networks)))
    lone, _ = herald.network(run.nginx.url + "/hook")
    print(f"  {networks * 10:,} webhooks are there", flush=True)

    def spread(start):
        return [pair for path in paths for pair in load.batches(path, BATCH, BATCH, payload.TYPES, start)]

    # Opens the connections.
    load.throughput(herald, spread(0), events)
    ones, manys = [], []
    attempts = herald.attempts()
    for turn in range(2):
        ones.append(load.throughput(herald, load.batches(lone, events, BATCH, start=events * turn), events)[0])
        manys.append(load.throughput(herald, spread(events * (turn + 1)), events)[0])
        print(f"  one {ones[-1]:,.0f} /s, many {manys[-1]:,.0f} /s", flush=True)
    ones.append(load.throughput(herald, load.batches(lone, events, BATCH), events)[0])
    repeated = herald.attempts() - attempts - 5 * events
    memory = herald.memory()
    run.forget(herald)
    run.yardstick()
    rate, one = sum(manys) / 2, sum(ones) / 3
    return [
        Row(f"{networks * 10:,} webhooks in {networks:,} networks on {networks:,} hosts", f"{rate:,.0f} /s", rate / one,
            "one webhook", 0.80),
        Row(f"  one webhook, the same batches of {BATCH}", f"{one:,.0f} /s"),
        Row("  attempts that had to be repeated, of all", f"{repeated:,} of {repeated + 5 * events:,}"),
        Row("  peak memory", f"{memory:,.0f} MB"),
    ]
