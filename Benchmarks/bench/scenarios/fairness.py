"""One network with a hundred times the load of each of ten others."""
import threading
import time

from .. import load
from ..row import Row

OTHERS = 10


def run(run):
    each = 500 if run.options.quick else 3000
    herald = run.herald("fairness")
    # All send to one receiver: with two, the one with less to do would answer faster.
    big, (big_hook,) = herald.network(run.nginx.url + "/a/")
    small = [herald.network(f"{run.nginx.url}/b/{n}") for n in range(OTHERS)]
    hooks = [hook for _, made in small for hook in made]
    for webhook in [big_hook, *hooks]:
        herald.call("POST", webhook + "/pause")
    load.publish(herald, load.batches(big, each * 100))
    load.publish(herald, [pair for path, _ in small for pair in load.batches(path, each)])
    herald.call("POST", big_hook + "/resume")
    # The big one has been at it for a moment, and goes on publishing, when the others' events come in.
    extra = threading.Thread(target=load.publish, args=(herald, load.batches(big, each * 10), 1))
    extra.start()
    time.sleep(0.3)
    for webhook in hooks:
        herald.call("POST", webhook + "/resume")
    # The share is taken from the middle, where every network has work.
    started = time.monotonic()
    first = wait(run.nginx, each * OTHERS * 0.1)
    last = wait(run.nginx, each * OTHERS * 0.6)
    seconds = time.monotonic() - started
    extra.join()
    run.forget(herald)
    taken, others = last[0] - first[0], last[1] - first[1]
    share, fair = taken / (taken + others), 1 / (OTHERS + 1)
    return [
        Row("share of a network with 100 × the load of each of ten others", f"{share:.1%}", share / fair,
            "its fair share", 2.0, 1.2, "", False),
        Row("  60 % of the others' events were delivered after", f"{seconds:.2f} s"),
    ]


def wait(receiver, count):
    """How many requests of the big network and of the others have come, once the others have so many."""
    deadline = time.monotonic() + 60
    while True:
        of_big, others = receiver.counts()
        if others >= count:
            return of_big, others
        if time.monotonic() > deadline:
            raise SystemExit("the small networks' deliveries did not come through within 60 s")
        time.sleep(0.002)
