"""Checks deliveries as their receivers would. Reads a JSON list of {dialect, secrets, headers, body (base64)} from
standard input and prints a line for each: "ok", or what is wrong."""

import base64
import gzip
import hashlib
import hmac
import json
import sys


def check(case):
    headers = {name.lower(): value for name, value in case["headers"].items()}
    body = base64.b64decode(case["body"])
    if case["dialect"] == "standard":
        from standardwebhooks.webhooks import Webhook

        for secret in case["secrets"]:
            Webhook(secret).verify(body, headers)
        return json.loads(body)["type"]
    if headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    expected = hmac.new(case["secrets"][0].encode(), body, hashlib.sha256).hexdigest()
    names = ["x-signature"] + (["x-sendbird-signature"] if case["dialect"] == "sendbird" else [])
    for name in names:
        if not hmac.compare_digest(headers[name], expected):
            raise ValueError(name + " does not match")
    event = json.loads(body)
    if case["dialect"] == "sendbird":
        # A receiver that parses and writes again, with the slashes back in place.
        again = json.dumps(event, separators=(",", ":"), ensure_ascii=True).replace("/", "\\/")
        if again.encode() != body:
            raise ValueError("the body does not survive a round trip")
        return event["category"]
    return event["type"]


for case in json.load(sys.stdin):
    try:
        print("ok", check(case))
    except Exception as error:  # pylint: disable=broad-except
        print(type(error).__name__, error)
