"""One network with a hundred times the load of each of ten others."""
import threading
import time

from .. import load
from ..row import Row

OTHERS = 10


def run(run):
    each = run.scaled(1000) if not run.options.quick else 500
    herald = run.herald("fairness")
    quiet = run.second_nginx()
    big, (big_hook,) = herald.network(run.nginx.url + "/big")
    small = [herald.network(f"{quiet.url}/{n}") for n in range(OTHERS)]
    hooks = [hook for _, made in small for hook in made]
    for webhook in [big_hook, *hooks]:
        herald.call("POST", webhook + "/pause")
    load.publish(herald, load.batches(big, each * 100))
    load.publish(herald, [pair for path, _ in small for pair in load.batches(path, each)])
    big_before, small_before = run.nginx.count(), quiet.count()
    herald.call("POST", big_hook + "/resume")
    # The big one has been at it for a moment, and goes on publishing, when the others' events come in.
    extra = threading.Thread(target=load.publish, args=(herald, load.batches(big, each * 10), 1))
    extra.start()
    time.sleep(0.3)
    big_at, started = run.nginx.count(), time.monotonic()
    for webhook in hooks:
        herald.call("POST", webhook + "/resume")
    while (done := quiet.count() - small_before) < each * OTHERS * 0.9:
        if time.monotonic() - started > 60:
            raise SystemExit(f"the small networks got {done} of {each * OTHERS} deliveries within 60 s")
        time.sleep(0.005)
    seconds = time.monotonic() - started
    taken = run.nginx.count() - big_at
    extra.join()
    had = run.nginx.count() - big_before
    run.forget(herald)
    quiet.stop()
    share = taken / (taken + done)
    fair = 1 / (OTHERS + 1)
    return [
        Row("share of a network with 100 × the load of each of ten others", f"{share:.1%}", share / fair, "its fair share",
            2.0, 1.2, "", False),
        Row("  90 % of the others' events arrived after", f"{seconds:.2f} s ({done:,}, the busy one's meanwhile {taken:,}"
            f" of {had:,})"),
    ]
