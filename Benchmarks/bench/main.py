"""Measures Herald end to end on this machine and prints one table."""
import argparse
import json
import os
import pathlib
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import time

from . import payload
from .run import Run
from .row import table
from .scenarios import ALL

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=list(ALL), help="measure only this; may be repeated")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, for trying the script")
    parser.add_argument("--events", type=int, default=150_000, help="events of fan-out 1 (default %(default)s)")
    parser.add_argument("--binary", default=str(ROOT / "dist/herald"))
    parser.add_argument(
        "--bare", default=str(ROOT / "Benchmarks/.build/release/bare-hummingbird"),
        help="the server that single POSTs are compared with; `make bench` builds it")
    parser.add_argument("--folder", type=pathlib.Path, help="where the files go while it runs (default .build)")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write the figures to a file too")
    return parser.parse_args()


def check(options, names):
    missing = [tool for tool in ("nginx", "wrk") if not shutil.which(tool)]
    if missing:
        raise SystemExit(f"{' and '.join(missing)} missing; run: make bench-deps")
    wanted = [options.binary] + ([options.bare] if {"single", "gateway"} & set(names) else [])
    for binary in wanted:
        if not os.access(binary, os.X_OK):
            raise SystemExit(f"{binary} is missing; run: make release bench-build")


def main():
    # Ended from outside, it still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))
    options = arguments()
    names = options.only or list(ALL)
    check(options, names)
    (ROOT / ".build").mkdir(exist_ok=True)
    started = time.monotonic()
    run = Run(options, ROOT)
    figures, ended = {}, None
    try:
        for name in names:
            print(f"{name} …", flush=True)
            figures[name] = ALL[name](run)
    except (SystemExit, KeyboardInterrupt) as error:
        # What was measured till then is shown all the same.
        ended = error
    finally:
        run.close()
    rows = [row for group in figures.values() for row in group]
    spread = ""
    if run.yards:
        spread = (f"yardstick: wrk → nginx with the same bytes, {statistics.median(run.yards):,.0f} /s "
                  f"({min(run.yards):,.0f} to {max(run.yards):,.0f} in {len(run.yards)} turns)\n")
    print(f"\n{len(payload.delivered(1))}-byte bodies, {os.cpu_count()} cores, SQLite synchronous FULL, all signed; "
          f"{time.monotonic() - started:.0f} s; load of the machine {os.getloadavg()[0]:.1f}\n{spread}")
    print(table(rows))
    if options.json:
        version = subprocess.run([options.binary, "--version"], capture_output=True, text=True).stdout.strip()
        options.json.write_text(json.dumps({
            "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "herald": version,
            "machine": {"cores": os.cpu_count(), "kernel": platform.release()},
            "wrk": run.yards,
            "figures": {
                name: [dict(vars(row), verdict=row.verdict()) for row in group] for name, group in figures.items()
            },
        }, indent=2, ensure_ascii=False) + "\n")
    if ended:
        raise ended
    missed = [row.what for row in rows if row.is_needed and row.verdict() == "FAIL"]
    if missed:
        raise SystemExit(f"missed: {'; '.join(missed)}")
