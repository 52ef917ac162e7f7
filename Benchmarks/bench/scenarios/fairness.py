"""One network with a hundred times the load of each of ten others."""
import threading
import time

from .. import load
from ..row import Row

OTHERS = 10


def run(run):
    each = 500 if run.options.quick else 3000
    herald = run.herald("fairness")
    quiet = run.second_nginx()
    big, (big_hook,) = herald.network(run.nginx.url + "/big")
    small = [herald.network(f"{quiet.url}/{n}") for n in range(OTHERS)]
    hooks = [hook for _, made in small for hook in made]
    for webhook in [big_hook, *hooks]:
        herald.call("POST", webhook + "/pause")
    load.publish(herald, load.batches(big, each * 100))
    load.publish(herald, [pair for path, _ in small for pair in load.batches(path, each)])
    small_before = quiet.count()
    herald.call("POST", big_hook + "/resume")
    # The big one has been at it for a moment, and goes on publishing, when the others' events come in.
    extra = threading.Thread(target=load.publish, args=(herald, load.batches(big, each * 10), 1))
    extra.start()
    time.sleep(0.3)
    for webhook in hooks:
        herald.call("POST", webhook + "/resume")
    # The share is taken from the middle, where every network has work.
    started = time.monotonic()
    from_small, from_big = wait(run, quiet, small_before + each * OTHERS * 0.1)
    to_small, to_big = wait(run, quiet, small_before + each * OTHERS * 0.7)
    seconds = time.monotonic() - started
    extra.join()
    run.forget(herald)
    quiet.stop()
    share = (to_big - from_big) / (to_big - from_big + to_small - from_small)
    fair = 1 / (OTHERS + 1)
    return [
        Row("share of a network with 100 × the load of each of ten others", f"{share:.1%}", share / fair,
            "its fair share", 2.0, 1.2, "", False),
        Row("  70 % of the others' events arrived after", f"{seconds:.2f} s"),
    ]


def wait(run, quiet, count):
    """What both receivers have got when the quiet one has got so much."""
    deadline = time.monotonic() + 60
    while (done := quiet.count()) < count:
        if time.monotonic() > deadline:
            raise SystemExit("the small networks' deliveries did not arrive within 60 s")
        time.sleep(0.002)
    return done, run.nginx.count()
