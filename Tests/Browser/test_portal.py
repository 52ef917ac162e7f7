"""The portal as a network's customer sees it, alone and within another site's page."""

import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import audit
from browser import Browser
from herald import Herald
from receiver import Receiver


class Embedder:
    """Another site's page with the portal in a frame."""

    def __init__(self):
        embedder = self
        self.target = ""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                page = f'<!doctype html><title>App</title><iframe src="{embedder.target}"></iframe>'.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class PortalTest(unittest.TestCase):
    def setUp(self):
        self.herald = Herald()
        self.addCleanup(self.herald.close)
        self.receiver = Receiver()
        self.addCleanup(self.receiver.close)
        self.network = self.herald.network("Blue Bird")
        self.other = self.herald.network("Red Fox")
        self.herald.webhook(self.other, self.receiver.url + "/red")
        self.browser = Browser(self.herald.url)
        self.addCleanup(self.browser.close)

    def link(self, **fields):
        return self.herald.call("POST", f"/v1/networks/{self.network}/portal-links", fields)["url"]

    def test_a_link_opens_its_network_and_nothing_else(self):
        self.herald.call("PATCH", f"/v1/networks/{self.network}", {
            "portal": {"name": "Bird hooks", "colour": "#b3006b"}})
        page = self.browser
        page.open(self.link(viewer="Ada"))
        self.assertEqual(page.heading, "Webhooks")
        self.assertIn("Bird hooks", page.text)
        self.assertNotIn("token=", page.driver.current_url)
        home = f"/portal/networks/{self.network}"

        # It does what the panel does for webhooks.
        page.press("New webhook")
        page.fill("URL", self.receiver.url + "/blue")
        page.press("Create webhook")
        page.wait_text("Copy it now into the receiver")
        page.open(home + "/webhooks")
        page.press(self.receiver.url + "/blue")
        page.press("Send a test")
        page.wait_text("The receiver took it.")
        page.press("Deliveries")
        self.herald.publish(self.network, {"type": "channel.didCreate", "id": "one", "data": {}})
        page.wait(lambda p: "delivered" in p.find("#rows").text, "the delivery, live")
        page.press("channel.didCreate")
        self.assertIn("The receiver took it.", page.text)
        page.press("Catalogue")
        self.assertEqual(page.heading, "Catalogue")
        for width, dark in [("wide", False), ("wide", True), ("narrow", False), ("narrow", True)]:
            page.look(width, dark)
            for name, path in [("webhooks", "/webhooks"), ("deliveries", "/deliveries"), ("catalogue", "/catalogue"),
                               ("webhook-new", "/webhooks/new")]:
                page.open(home + path)
                page.shoot(f"portal-{name}-{width}-{'dark' if dark else 'light'}", width)
                self.assertEqual(audit.violations(page), [], f"{name} {width} {dark}")
        page.look("wide", dark=False)

        # Other networks' pages, the panel's, and the portal's missing ones stay closed.
        for path in [f"/portal/networks/{self.other}", f"/portal/networks/{self.other}/webhooks",
                     f"/portal/networks/{self.other}/deliveries"]:
            page.open(path)
            self.assertNotIn("Red Fox", page.text, path)
            self.assertNotIn("/red", page.text, path)
            self.assertIn("link", page.text, path)
        for path in ["/panel/", "/panel/networks", f"/panel/networks/{self.network}/webhooks", "/panel/keys"]:
            page.open(path)
            self.assertEqual(page.heading, "Sign in", path)
        for path in ["/sources", "/consumers", "/keys", "/hooks", "/settings", "/events"]:
            page.open(home + path)
            self.assertNotIn("Sources", page.text, path)
            self.assertIn("404", page.driver.page_source + page.text, path)
        page.open("/portal/open?token=" + "x" * 60)
        self.assertIn("link", page.text)
        self.assertEqual(page.note_requests(), [])

        # All links of the network are revoked at once.
        page.open(home + "/webhooks")
        self.assertEqual(page.heading, "Webhooks")
        self.herald.call("DELETE", f"/v1/networks/{self.network}/portal-links")
        page.open(home + "/webhooks")
        self.assertNotEqual(page.heading, "Webhooks")

    def test_only_configured_sites_show_it_in_a_frame(self):
        embedder = Embedder()
        self.addCleanup(embedder.close)
        page = self.browser
        for origins, opens in [([], False), (["https://app.example.com"], False), ([embedder.origin], True)]:
            self.herald.call("PATCH", f"/v1/networks/{self.network}", {"portal": {"origins": origins}})
            embedder.target = self.link()
            page.open(embedder.origin)
            page.driver.switch_to.frame(page.find("iframe"))
            self.assertEqual("Webhooks" in page.text, opens, f"{origins}: {page.text}")
            if opens:
                page.press("New webhook")
                page.fill("URL", self.receiver.url + "/framed")
                page.press("Create webhook")
                page.wait_text("Copy it now into the receiver")
            page.driver.switch_to.default_content()


if __name__ == "__main__":
    unittest.main()
