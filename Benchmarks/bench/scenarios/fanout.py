"""Durable deliveries per second, published in NDJSON batches."""
from .. import load
from ..row import Row


def one(run):
    events = run.scaled(run.options.events)
    run.yardstick()
    herald = run.herald("one")
    network, _ = herald.network(run.nginx.url + "/hook")
    # Warms up the connections and the file.
    load.throughput(herald, load.batches(network, 5000), 5000)
    rates = []
    published = 0
    cpu = herald.threads()
    for _ in range(3):
        rate, seconds = load.throughput(herald, load.batches(network, events // 3), events // 3)
        rates.append(rate)
        published += seconds
    spent = cpu_rows(herald, cpu, 3 * (events // 3))
    memory = herald.memory()
    total = 5000 + 3 * (events // 3)
    herald.stop()
    disk = herald.disk() / total
    run.yardstick()
    rate = sorted(rates)[1]
    run.known["steady"] = rate
    return [
        Row("durable deliveries, NDJSON batches, fan-out 1", f"{rate:,.0f} /s", rate / run.near(), "wrk", 0.40, 0.55),
        Row("  events accepted meanwhile", f"{3 * (events // 3) / published:,.0f} /s"),
        Row("  disk per delivered event with its attempt", f"{disk:,.0f} B", disk, "", 1600, 1200, "B", False),
        Row("  peak memory", f"{memory:,.0f} MB"),
    ] + spent


def ten(run):
    events = run.scaled(run.options.events) // 5
    run.yardstick()
    herald = run.herald("ten")
    network, _ = herald.network(*[f"{run.nginx.url}/hook/{n}" for n in range(10)])
    load.throughput(herald, load.batches(network, 1000), 10_000)
    cpu = herald.threads()
    rates = [
        load.throughput(herald, load.batches(network, events // 3), events // 3 * 10)[0] for _ in range(3)
    ]
    spent = cpu_rows(herald, cpu, 3 * (events // 3) * 10)
    run.forget(herald)
    run.yardstick()
    rate = sorted(rates)[1]
    return [
        Row("durable deliveries, fan-out 10", f"{rate:,.0f} /s", rate / run.near(), "wrk", 0.50, 0.70),
    ] + spent


def cpu_rows(herald, before, deliveries):
    """The processor time of one delivery, by kinds of threads."""
    spent = {
        kind: [1e6 * (now - then) / deliveries for now, then in zip(times, before.get(kind, (0, 0)))]
        for kind, times in herald.threads().items()
    }
    return [Row("  CPU per delivery, user + system", f"{sum(sum(pair) for pair in spent.values()):.1f} µs")] + [
        Row(f"    {kind}", f"{user:.1f} + {system:.1f} µs")
        for kind, (user, system) in sorted(spent.items(), key=lambda item: -sum(item[1])) if user + system >= 0.1
    ]
