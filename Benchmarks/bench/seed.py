"""Fills a server's SQLite file with a past that would take a week to live through."""
import hashlib
import json
import sqlite3
import struct
import time

# 2024-01-01, where ids begin to count: milliseconds, 10 bits of node, 12 bits of sequence.
EPOCH = 1_704_067_200_000
DAYS = 7
TYPES = [
    "message.didCreate", "message.didCreate", "message.didCreate", "message.didCreate", "message.didUpdate",
    "message.didDelete", "channel.didCreate", "channel.didJoin", "channel.didLeave", "user.didUpdate",
]
COMMON, RARE, NEVER = "lazy dog", "quetzalcoatlus", "xylophonist"
RARE_KEY = "channel:only-once"
RARE_TYPE = "user.didDelete"
_WORDS = ("The quick brown fox jumps over the lazy dog. " * 11)[:400]
_HEAD = b"content-type: application/json\r\nserver: nginx\r\n"
BATCH = 20_000


def key_of(public):
    """The number behind an id such as `net_0a1b2c3d4e5f6`: Crockford's base 32."""
    value = 0
    for digit in public.split("_", 1)[1]:
        value = value << 5 | "0123456789abcdefghjkmnpqrstvwxyz".index(digit)
    return value


def external(network, name):
    """What an event's own id is looked up by."""
    return struct.unpack(">q", hashlib.sha256(struct.pack("<q", network) + name.encode()).digest()[:8])[0]


def payload(number, text):
    return json.dumps({
        "messages": [{
            "messageId": f"65f0000000000000{number:08x}", "channelId": f"channel-{number % 500}",
            "userId": f"user-{number % 9973}", "type": "text", "data": {"text": f"{text} {number}"},
            "channelSegment": number, "createdAt": "2026-01-02T03:04:05.678Z",
            "updatedAt": "2026-01-02T03:04:05.678Z",
        }],
        "users": [{"userId": f"user-{number % 9973}", "displayName": "Ann"}],
    }, separators=(",", ":")).encode()


class Past:
    """`count` events with one delivery each, spread over a week.

    95 of 100 deliveries succeeded, 3 failed; 2 are owed: those of the paused webhooks' last days."""

    def __init__(self, store, count, networks):
        """`networks`: lists of (network, its webhooks, its paused webhooks), as public ids, the busiest first."""
        self.db = sqlite3.connect(store, isolation_level=None)
        self.db.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA temp_store = MEMORY;")
        self.count = count
        self.networks = [
            (key_of(network), [key_of(hook) for hook in hooks], [key_of(hook) for hook in paused])
            for network, hooks, paused in networks]
        self.end = int(time.time() * 1000) - 60_000
        self.start = self.end - DAYS * 86_400_000
        self.stats, self.accepted = {}, {}

    def fill(self):
        kinds = {}
        for name in [*TYPES, RARE_TYPE]:
            self.db.execute("INSERT OR IGNORE INTO types (name) VALUES (?)", (name,))
            kinds[name] = self.db.execute("SELECT id FROM types WHERE name = ?", (name,)).fetchone()[0]
        self.kinds = kinds
        for first in range(0, self.count, BATCH):
            self.batch(first, min(BATCH, self.count - first))
        self.minutes()
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()

    def batch(self, first, size):
        events, deliveries, attempts, externals = [], [], [], []
        for number in range(first, first + size):
            at = self.start + (self.end - self.start) * number // self.count
            event = (at - EPOCH) << 22
            network, hooks, paused = self.networks[0 if number % 10 < 7 else 1 if number % 10 < 9 else 2]
            share = number // 10
            # One event in ten is for a paused webhook; the last fifth of those is owed.
            is_paused = share % 10 == 0
            hook = paused[share // 10 % len(paused)] if is_paused else hooks[share % len(hooks)]
            # The rare ones lie a day after the start, all in the busiest network.
            is_rare = number == self.count // 70 * 10
            kind = RARE_TYPE if is_rare else TYPES[share % len(TYPES)]
            name = f"app-{number}" if number % 2 else None
            data = payload(number, f"{_WORDS} {RARE}" if is_rare else _WORDS)
            key = RARE_KEY if is_rare else f"channel:channel-{number % 500}"
            events.append((event, network, self.kinds[kind], at, key, name, data))
            if name:
                externals.append(((event >> 22) // 14_400_000, external(network, name), event, number))
            if is_paused and number > self.count * 8 // 10:
                status, tries = (2, 3) if share % 20 == 0 else (0, 0)
                due = self.end + 86_400_000 if status == 2 else None
                reason = None
            elif share % 31 == 7:
                status, tries, due, reason = 4, 3, None, "The last of 3 attempts got HTTP 503."
            else:
                status, tries, due, reason = 3, 1, None, None
            deliveries.append((event + 1, event, hook, status, tries, due, reason, len(data)))
            for attempt in range(1, tries + 1):
                good = status == 3
                attempts.append((event + 1, attempt, 0, at + 5 * attempt, 12_000 + number % 900,
                                 200 if good else 503, None, _HEAD, b"{}" if good else b"try later"))
            self.count_minute(network, hook, at // 60_000, status, tries)
        run = self.db.executemany
        self.db.execute("BEGIN")
        run("INSERT INTO events (id, network_id, type_id, occurred_at, ordering_key, external_id, data) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)", events)
        run("INSERT INTO deliveries (id, event_id, webhook_id, status, attempts, due_at, reason, bytes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)", deliveries)
        run("INSERT INTO attempts (delivery_id, number, legacy, started_at, duration_us, status, error, head, body) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", attempts)
        run("INSERT INTO external_ids (bucket, hash, event_id, content_hash) VALUES (?, ?, ?, ?)", externals)
        self.db.execute("COMMIT")

    def count_minute(self, network, hook, minute, status, tries):
        row = self.stats.setdefault((hook, minute), [0, 0, 0, 0])
        row[0] += status == 3
        row[1] += status == 4
        row[2] += tries
        row[3] += tries - (status == 3)
        self.accepted[network, minute] = self.accepted.get((network, minute), 0) + 1

    def minutes(self):
        # Response times of about 12 ms lie in the 16th step of the histogram.
        self.db.execute("BEGIN")
        hours = {}
        for (hook, minute), row in self.stats.items():
            total = hours.setdefault((hook, minute // 60 * 60), [0, 0, 0, 0])
            total[:] = [old + new for old, new in zip(total, row)]
        for table, rows in (("stats", self.stats), ("stats_hours", hours)):
            self.db.executemany(
                f"INSERT INTO {table} (webhook_id, minute, delivered, failed, attempts, failed_attempts, latency) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((*key, *row, struct.pack("<16I", *[0] * 15, row[2])) for key, row in sorted(rows.items()) if row[2]))
        self.db.executemany(
            "INSERT INTO accepted (network_id, minute, events) VALUES (?, ?, ?)",
            ((*key, events) for key, events in sorted(self.accepted.items())))
        self.db.execute("COMMIT")
