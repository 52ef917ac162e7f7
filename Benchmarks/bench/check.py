"""Counts the instructions and allocations of one delivery and compares them with `Benchmarks/thresholds`.

Timings depend on the machine and its mood, counts hardly do. Everything is run twice, with N and with 2 N turns; what
the second run needs more is what N turns need. `delivery` is the whole server: NDJSON in, durable, signed, delivered to
a receiver outside valgrind, recorded. Its commits and batches fall differently each time, so it gets more tolerance.
"""
import argparse
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

from . import load
from .processes import Herald, Nginx

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
THRESHOLDS = ROOT / "Benchmarks/thresholds"
# Turns of each loop of engine-bench, and how far a count may exceed its threshold.
LOOPS = {"engine": 4000, "sign": 4000, "signature": 4000, "prepare": 4000, "parse": 4000}
TOLERANCE = {"delivery": 0.10}
HEADER = """\
# What one turn may cost: name, instructions, allocations, tolerance.
# Checked by `make bench-check`; `make bench-check ARGS=--update` writes this file anew.
"""


def tool(kind, folder):
    """The valgrind command that counts one kind of thing, and the pattern of its total."""
    if kind == "instructions":
        return (["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind.out"],
                r"Collected : (\d+)")
    return ["valgrind", "--tool=dhat", f"--dhat-out-file={folder}/dhat.out"], r"Total: +[\d,]+ bytes in ([\d,]+) blocks"


def total(text, pattern):
    found = re.search(pattern, text)
    if not found:
        raise SystemExit(f"valgrind printed no total:\n{text[-2000:]}")
    return int(found.group(1).replace(",", ""))


def count_loop(binary, loop, turns, kind, folder):
    command, pattern = tool(kind, folder)
    done = subprocess.run([*command, binary, loop, str(turns)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"engine-bench {loop} failed:\n{done.stderr[-2000:]}")
    return total(done.stderr, pattern)


def count_deliveries(binary, turns, kind, folder):
    """One server's life with `turns` deliveries."""
    command, pattern = tool(kind, folder)
    nginx = Nginx(folder, f"nginx-{kind}-{turns}")
    log = folder / "valgrind.log"
    try:
        herald = Herald(binary, folder, f"{kind}-{turns}", [*command, f"--log-file={log}"])
        network, _ = herald.network(nginx.url + "/hook", timeoutMs=30_000, maxConcurrency=32)
        before = nginx.count()
        load.publish(herald, load.batches(network, turns, 200), connections=1)
        deadline = time.monotonic() + 300
        # The receiver is asked, not the server: questions to the server would count.
        while nginx.count() - before < turns:
            if time.monotonic() > deadline:
                raise SystemExit(f"{turns} deliveries did not finish within 300 s under valgrind")
            time.sleep(0.1)
        time.sleep(1)
        herald.process.send_signal(signal.SIGTERM)
        herald.process.wait()
    finally:
        nginx.stop()
    return total(log.read_text(), pattern)


def read_thresholds():
    rows = {}
    for line in THRESHOLDS.read_text().splitlines() if THRESHOLDS.exists() else []:
        if line.strip() and not line.startswith("#"):
            name, instructions, allocations, tolerance = line.split()
            rows[name] = (float(instructions), float(allocations), float(tolerance))
    return rows


def write_thresholds(measured):
    lines = [
        f"{name:<12}{counts[0]:>12.0f}{counts[1]:>10.1f}{TOLERANCE.get(name, 0.02):>8.2f}"
        for name, counts in measured.items()
    ]
    THRESHOLDS.write_text(HEADER + "\n".join(lines) + "\n")


def verdict(value, limit, tolerance):
    # Half an allocation is noise, however small the count.
    if value > limit * (1 + tolerance) + (0.5 if limit < 100 else 0):
        return "OVER"
    return "less" if value < limit * (1 - tolerance) - 0.5 else "ok"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true", help="write the thresholds anew from what is measured")
    parser.add_argument("--only", action="append", choices=["delivery", *LOOPS])
    parser.add_argument("--deliveries", type=int, default=2000, help="N for the whole server (default %(default)s)")
    parser.add_argument("--binary", default=str(ROOT / "dist/herald"))
    parser.add_argument("--engine-bench", default=str(ROOT / "Benchmarks/.build/release/engine-bench"))
    parser.add_argument("--folder", help="where the files go while it runs (default .build)")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        raise SystemExit("valgrind is missing; run: make bench-deps")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="herald-check-", dir=options.folder or ROOT / ".build"))
    known, measured = read_thresholds(), {}
    try:
        for name in options.only or ["delivery", *LOOPS]:
            counts = []
            for kind in ("instructions", "allocations"):
                if name == "delivery":
                    turns = options.deliveries
                    once, twice = (count_deliveries(options.binary, n, kind, folder) for n in (turns, 2 * turns))
                else:
                    turns = LOOPS[name]
                    once, twice = (
                        count_loop(options.engine_bench, name, n, kind, folder) for n in (turns, 2 * turns))
                counts.append((twice - once) / turns)
            measured[name] = counts
            print(f"{name}: {counts[0]:,.0f} instructions, {counts[1]:,.1f} allocations", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if options.update:
        write_thresholds({**{name: row[:2] for name, row in known.items()}, **measured})
        print(f"wrote {THRESHOLDS.relative_to(ROOT)}")
        return
    print("\n| what | instructions | threshold | allocations | threshold | verdict |\n"
          "| --- | ---: | ---: | ---: | ---: | --- |")
    failed = False
    for name, counts in measured.items():
        if name not in known:
            raise SystemExit(f"{name} has no threshold; run: make bench-check ARGS=--update")
        *limits, tolerance = known[name]
        verdicts = [verdict(value, limit, tolerance) for value, limit in zip(counts, limits)]
        failed = failed or "OVER" in verdicts
        print(f"| {name} | {counts[0]:,.0f} | {limits[0]:,.0f} | {counts[1]:,.1f} | {limits[1]:,.1f} | "
              f"{' / '.join(verdicts)} |")
    if failed:
        raise SystemExit("\nA count is over its threshold by more than its tolerance. Find out why; if the cost is worth "
                         "it, run: make bench-check ARGS=--update")
