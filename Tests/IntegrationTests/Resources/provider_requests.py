"""Posts requests as providers do. Reads {port, cases: [{kind, path, secret, number, fault}]} from standard input and
prints for each the status of the answer and the code in its body."""

import http.client
import json
import sys

sys.dont_write_bytecode = True
import provider  # noqa: E402

given = json.load(sys.stdin)
connection = http.client.HTTPConnection("127.0.0.1", given["port"], timeout=60)
for case in given["cases"]:
    headers, body = provider.request(case["kind"], case["secret"], case["number"], fault=case["fault"])
    connection.request("POST", case["path"], body, headers)
    answer = connection.getresponse()
    text = answer.read()
    print(answer.status, json.loads(text).get("code", text.decode()), flush=True)
