"""Every page of the panel over a store with a million deliveries, asked for one after the other."""
import http.client
import json
import re
import statistics
import time
import urllib.parse

from ..processes import KEY
from ..row import Row
from ..seed import COMMON, NEVER, RARE, RARE_KEY, RARE_TYPE, Past

DELIVERIES = 1_000_000
TURNS = 5
LIMIT_MS = 200


class Browser:
    """Signed in with the admin key."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.cookie = ""
        self.send("POST", "/panel/sign-in", urllib.parse.urlencode({"key": KEY}))
        if not self.cookie:
            raise SystemExit("the panel does not let the admin key in")

    def send(self, method, path, body=None):
        headers = {"Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.getheader("Set-Cookie"):
            self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        return answer.status, text

    def get(self, path):
        status, text = self.send("GET", path)
        if status != 200:
            raise SystemExit(f"{path}: {status} {text[:400]}")
        return text

    def time(self, path):
        started = time.perf_counter()
        self.get(path)
        return 1000 * (time.perf_counter() - started)


def link(text, pattern):
    """The first link that matches, as a path."""
    found = re.search(rf'href="({pattern})"', text)
    return found.group(1).replace("&amp;", "&") if found else None


def pages(browser, herald, network, hooks, paused):
    """Names and paths of all pages of a network and of the server."""
    home = f"/panel/networks/{network}"
    events, deliveries = home + "/events", home + "/deliveries"
    two_days_ago = time.strftime("%Y-%m-%dT%H:%M", time.gmtime(time.time() - 2 * 86_400))
    yield from [(f"overview, {span}", f"{home}?window={span}") for span in ("1h", "24h", "7d")]
    yield "webhooks", home + "/webhooks"
    yield "webhook", f"{home}/webhooks/{hooks[0]}"
    yield "webhook, paused", f"{home}/webhooks/{paused[0]}"
    yield from [(f"webhook, {what}", f"{home}/webhooks/{hooks[0]}/{what}") for what in ("edit", "rotate", "delete")]
    yield "new webhook", home + "/webhooks/new"

    filters = {
        "": "", "common type": "type=message.didCreate", "family": "type=channel.*", "rare type": f"type={RARE_TYPE}",
        "unknown type": "type=no.such", "key": "key=channel%3Achannel-7",
        "rare key": f"key={urllib.parse.quote(RARE_KEY)}", "unknown key": "key=none", "common text": "text=" + COMMON,
        "rare text": "text=" + RARE, "text that never occurs": "text=" + NEVER,
        "text and type": f"text={NEVER}&type=channel.*", "text and key": f"text={COMMON}&key=channel%3Achannel-7",
        "until 2 days ago": "until=" + two_days_ago, "since 2 days ago, never": f"since={two_days_ago}&text={NEVER}",
    }
    for name, query in filters.items():
        yield f"events{', ' if name else ''}{name}", f"{events}?{query.replace(' ', '%20')}"
    yield "events, deep cursor", deep(browser, events + f"?until={two_days_ago}", events)
    found = browser.get(events)
    yield "event", link(found, events + "/evt_[^\"]*")

    for webhook in ("", hooks[0], paused[0]):
        name = {"": "", hooks[0]: ", one webhook", paused[0]: ", paused webhook"}[webhook]
        for statuses in ([], ["delivered"], ["failed"], ["pending", "waiting"], ["waiting"], ["skipped"],
                         ["failed", "pending"]):
            for kind in ("", "message.didCreate", RARE_TYPE):
                query = [("status", status) for status in statuses]
                query += [("webhook", webhook)] * bool(webhook) + [("type", kind)] * bool(kind)
                words = f"{name}{', ' if statuses else ''}{' + '.join(statuses)}{', type ' if kind else ''}{kind}"
                yield f"deliveries{words}", f"{deliveries}?{urllib.parse.urlencode(query)}"
    yield "deliveries, until 2 days ago", f"{deliveries}?until={two_days_ago}"
    for query in (f"until={two_days_ago}", f"status=failed&until={two_days_ago}",
                  f"status=delivered&type=channel.didJoin&until={two_days_ago}"):
        path = deep(browser, f"{deliveries}?{query}", deliveries)
        if path:
            yield f"deliveries, deep cursor, {query.split('&until')[0].split('until')[0] or 'all'}", path
    found = browser.get(deliveries + "?status=failed")
    yield "delivery", link(found, deliveries + "/dlv_[^\"]*")

    for name in ("sources", "sources/new", "consumers", "consumers/all", "replays", "replays/new", "hooks", "commands",
                 "catalogue", "catalogue/message.didCreate", "egress", "alerts", "alerts/new", "settings"):
        yield name.replace("/", ", "), f"{home}/{name}"
    yield from [(name, f"/panel/{name}") for name in ("keys", "users", "networks", "account", "about")]


def deep(browser, path, stem):
    """The tenth page of a list."""
    for _ in range(10):
        following = link(browser.get(path), re.escape(stem) + r"\?[^\"]*cursor=[^\"]*")
        if not following:
            break
        path = following
    return path


def check_figures(browser, herald, network):
    """The overview's figures are the API's."""
    stats = json.loads(herald.call("GET", f"/v1/networks/{network}/stats?window=7d"))
    text = browser.get(f"/panel/networks/{network}?window=7d")
    shown = [figure.replace(",", "") for figure in re.findall(r'<dd class="figure">([^<]*)<', text)]
    wanted = [str(stats[name]) for name in ("accepted", "delivered", "failed", "waiting")]
    if shown[:4] != wanted or shown[5] != str(stats["attempts"]):
        raise SystemExit(f"the overview shows {shown}, the API answers {wanted}, {stats['attempts']}")


def run(run):
    count = run.scaled(DELIVERIES)
    herald = run.herald("panel")
    networks = []
    for name, healthy in (("busy", 8), ("calm", 4), ("small", 2)):
        network = json.loads(herald.call("POST", "/v1/networks", {"name": name, "dialect": "socialplus"}))["id"]
        path = f"/v1/networks/{network}"
        hooks, paused = [], []
        for number in range(healthy + 2):
            hook = herald.webhook(path, f"{run.nginx.url}/{name}/{number}").rsplit("/", 1)[1]
            (paused if number >= healthy else hooks).append(hook)
        for hook in paused:
            herald.call("POST", f"{path}/webhooks/{hook}/pause")
        herald.call("PUT", f"{path}/consumers/all", {"events": ["*"], "startAt": "beginning"})
        networks.append((network, hooks, paused))
    herald.stop()
    started = time.monotonic()
    Past(herald.store, count, networks).fill()
    print(f"  {count:,} deliveries made in {time.monotonic() - started:.0f} s, "
          f"{herald.disk() / 1e6:,.0f} MB", flush=True)

    herald = run.herald("panel")
    browser = Browser(herald.port)
    taken = {}
    for name, path in list(pages(browser, herald, *networks[0])):
        if not path:
            raise SystemExit(f"there is no way to the page '{name}'")
        taken[name] = [browser.time(path) for _ in range(TURNS)]
    check_figures(browser, herald, networks[0][0])
    run.forget(herald)
    fastest = min(statistics.median(times) for times in taken.values())
    return [
        Row(f"panel: {name}", f"{middle:.1f} ms; longest {max(times):.0f} ms; {middle / fastest:.1f} × the fastest page",
            middle, "", LIMIT_MS, None, "ms", False, is_needed=True)
        for name, times in taken.items() for middle in [statistics.median(times)]
    ]
