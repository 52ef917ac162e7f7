"""What the scenarios of one run share."""
import pathlib
import shutil
import statistics
import tempfile

from . import load, payload
from .processes import BareHummingbird, Herald, Nginx


class Run:
    """One run: its folder, its receiver, its yardsticks, and what was measured so far."""

    def __init__(self, options, root):
        self.options = options
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="herald-bench-", dir=options.folder or root / ".build"))
        self.nginx = Nginx(self.folder)
        self.yards = []
        # Figures later scenarios compare with, by name.
        self.known = {}
        self._processes = [self.nginx]

    def scaled(self, number):
        return max(1, number // 10) if self.options.quick else number

    @property
    def seconds(self):
        """How long one turn of wrk takes."""
        return 2 if self.options.quick else 5

    def yardstick(self):
        """wrk posting the bytes of a delivery to the receiver. Taken before and after each measurement."""
        rate = load.wrk(
            self.nginx.url + "/hook", self.folder, self.seconds, payload.delivered(1), load.SIGNED)[0]
        self.yards.append(rate)
        print(f"  yardstick: wrk {rate:,.0f} /s", flush=True)
        return rate

    def near(self):
        """The yardstick of the last measurement: the mean of the turns before and after it."""
        return statistics.mean(self.yards[-2:])

    def herald(self, name, prefix=()):
        return self._keep(Herald(self.options.binary, self.folder, name, prefix))

    def bare(self):
        return self._keep(BareHummingbird(self.options.bare))

    def second_nginx(self):
        return self._keep(Nginx(self.folder, f"nginx-{len(self._processes)}"))

    def helper(self, process):
        return self._keep(process)

    def _keep(self, process):
        self._processes.append(process)
        return process

    def forget(self, herald):
        """Stops a server and removes its file."""
        herald.stop()
        for path in self.folder.glob(herald.store.name + "*"):
            path.unlink()

    def close(self):
        for process in self._processes:
            child = getattr(process, "process", process)
            if child.poll() is None:
                # A killed nginx would leave its worker behind.
                child.terminate() if isinstance(process, Nginx) else child.kill()
                child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
