"""Posts many events of one provider at once. Reads {port, path, kind, secret, connections, channels, events} from
standard input. Every connection sends the events of its channels in order, each once the last one is answered. Every
ninth event is also sent over another connection: half of these repeats at the same time, half of them later. Prints
{"statuses": {status: count}, "repeats": count}."""

import collections
import json
import queue
import re
import socket
import sys
import threading

sys.dont_write_bytecode = True
import provider  # noqa: E402

given = json.load(sys.stdin)
count, channels = given["connections"], given["channels"]
repeats = [queue.SimpleQueue() for _ in range(count)]
statuses = [collections.Counter() for _ in range(count)]
all_sent = threading.Barrier(count)
failures = []


def encoded(number):
    headers, body = provider.request(given["kind"], given["secret"], number, f"c{number % channels}")
    lines = [f"POST {given['path']} HTTP/1.1", "Host: herald", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def run(index):
    connection = socket.create_connection(("127.0.0.1", given["port"]), 120)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(request):
        connection.sendall(request)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += some()
        length = int(re.search(rb"content-length: *(\d+)", received[:end], re.I).group(1))
        while len(received) < end + 4 + length:
            received += some()
        statuses[index][received[9:12].decode()] += 1

    def some():
        if not (data := connection.recv(65536)):
            raise EOFError("the server closed a connection")
        return data

    def post_repeats():
        while not repeats[index].empty():
            post(repeats[index].get())

    # A channel belongs to one connection: channels are a multiple of connections.
    for number in (n for n in range(given["events"]) if n % channels % count == index):
        request = encoded(number)
        neighbour = repeats[(index + 1) % count]
        if number % 18 == 0:
            neighbour.put(request)
        post(request)
        if number % 18 == 9:
            neighbour.put(request)
        post_repeats()
    all_sent.wait()
    post_repeats()
    connection.close()


def guarded(index):
    try:
        run(index)
    except Exception as error:  # pylint: disable=broad-except
        failures.append(error)
        all_sent.abort()


threads = [threading.Thread(target=guarded, args=(index,)) for index in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
if failures:
    sys.exit(f"{failures[0]!r}")
total = sum(statuses, collections.Counter())
print(json.dumps({"statuses": total, "repeats": sum(total.values()) - given["events"]}))
