"""Every page: pictures of it, wide and narrow, light and dark, and what axe-core and the keyboard say about it."""

import unittest

import audit
from browser import Browser
from herald import Herald
from receiver import Receiver

HOSTILE = "<script>document.title='taken over'</script>\u202egnp.exe\u202c \"quoted\" & 'more'"


class PagesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.herald = Herald()
        cls.addClassCleanup(cls.herald.close)
        cls.receiver = Receiver()
        cls.addClassCleanup(cls.receiver.close)
        cls.broken = Receiver()
        cls.addClassCleanup(cls.broken.close)
        cls.broken.answer(503, HOSTILE.encode() + b"\xff\xfe" + b"x" * 2000)
        cls.fill()
        cls.browser = Browser(cls.herald.url)
        cls.addClassCleanup(cls.browser.close)

    @classmethod
    def fill(cls):
        """A network with a little of everything."""
        herald = cls.herald
        cls.network = network = herald.network("Blue Bird", "stream")
        api = f"/v1/networks/{network}"
        good = herald.webhook(network, cls.receiver.url + "/search/index", description="Search index")
        bad = herald.webhook(
            network, cls.broken.url + "/moderation", description="Moderation",
            retry={"policy": "schedule", "delaysMs": [100]})
        paused = herald.webhook(network, cls.receiver.url + "/analytics?tenant=blue", description="Analytics")
        herald.call("POST", f"{api}/webhooks/{paused}/pause")
        for number in range(60):
            # The first one fails for good before so many fail that Herald waits for the receiver.
            if number == 1:
                cls.wait_for_outcomes(delivered=1, failed=1)
            herald.publish(network, {
                "type": ["message.new", "message.updated", "reaction.new"][number % 3], "id": f"event-{number}",
                "orderingKey": f"messaging:lobby-{number % 5}",
                "data": {
                    "cid": f"messaging:lobby-{number % 5}",
                    "message": {"id": f"m-{number}", "text": HOSTILE if number % 7 == 0 else "Good morning, all",
                                "user": {"id": "ada", "role": "user", "teams": ["blue"]}, "attachments": []},
                    "members": [{"user_id": f"user-{member}"} for member in range(4)]}})
        herald.publish(network, {
            "type": "message.new", "id": "long", "data": {"message": {"text": "ä" * 100_000, "a": {"b": {"c": [1]}}}}})
        source = herald.call("POST", f"{api}/sources", {
            "provider": "stream", "secrets": [{"apiKey": "bluebird", "secret": "s" * 40}], "name": "Production"})["id"]
        herald.try_call("POST", f"/in/{source}", {"type": "message.new"})
        herald.call("PUT", f"{api}/consumers/indexer", {"startAt": "beginning"})
        hook = {"url": cls.receiver.url + "/hook", "onFailure": "allow"}
        herald.call("PUT", f"{api}/hooks/before-message-send", hook)
        herald.call("PUT", f"{api}/hooks/custom-command", {"url": cls.broken.url + "/{type}", "shadow": True})
        herald.call("POST", f"{api}/hooks/before-message-send/calls", {
            "message": {"id": "m", "text": "Hello"}, "user": {"id": "ada"}, "channel": {"cid": "messaging:lobby"}})
        herald.call("POST", f"{api}/commands", {
            "name": "ticket", "description": "Open a ticket", "args": "[text]", "set": "support"})
        rule = herald.call("POST", f"{api}/alerts", {
            "name": "Deliveries pile up", "metric": "lag", "threshold": 50})["id"]
        herald.call("POST", f"{api}/hooks/custom-command/calls", {
            "command": "ticket", "message": {"text": "/ticket now"}, "user": {"id": "ada"}})
        herald.call("POST", "/v1/keys", {"role": "read", "network": network, "name": "dashboards"})
        cls.wait_for_outcomes(delivered=61, failed=1)
        delivery = herald.call("GET", f"{api}/deliveries?status=failed&limit=1")["data"][0]
        event = herald.call("GET", f"{api}/events?limit=1&q=taken")["data"][0]["id"]
        replay = herald.call("POST", f"{api}/replays", {
            "webhook": good, "since": "2026-01-01T00:00:00Z", "status": "all"})["id"]
        home = f"/panel/networks/{network}"
        cls.pages = {
            "networks": "/panel/networks",
            "overview": home,
            "overview-week": home + "?window=7d",
            "webhooks": home + "/webhooks",
            "webhook": f"{home}/webhooks/{bad}",
            "webhook-paused": f"{home}/webhooks/{paused}",
            "webhook-new": home + "/webhooks/new",
            "webhook-edit": f"{home}/webhooks/{good}/edit",
            "webhook-rotate": f"{home}/webhooks/{good}/rotate",
            "webhook-delete": f"{home}/webhooks/{good}/delete",
            "events": home + "/events",
            "event": f"{home}/events/{event}",
            "event-long": f"{home}/events/long",
            "deliveries": home + "/deliveries",
            "deliveries-none": home + "/deliveries?type=user.banned",
            "deliveries-failed": home + "/deliveries?status=failed",
            "delivery": f"{home}/deliveries/{delivery['id']}",
            "sources": home + "/sources",
            "source": f"{home}/sources/{source}",
            "source-new": home + "/sources/new",
            "consumers": home + "/consumers",
            "consumer": home + "/consumers/indexer",
            "catalogue": home + "/catalogue",
            "event-type": home + "/catalogue/message.new",
            "egress": home + "/egress",
            "replays": home + "/replays",
            "replay": f"{home}/replays/{replay}",
            "replay-new": f"{home}/replays/new?webhook={good}",
            "hooks": home + "/hooks",
            "hook": home + "/hooks/before-message-send",
            "hook-edit": home + "/hooks/before-message-send/edit",
            "hook-failing": home + "/hooks/custom-command",
            "hook-unset": home + "/hooks/pre-hook",
            "commands": home + "/commands",
            "alerts": home + "/alerts",
            "alert": f"{home}/alerts/{rule}",
            "alert-new": home + "/alerts/new",
            "settings": home + "/settings",
            "settings-delete": home + "/settings/delete",
            "about": "/panel/about",
            "command": home + "/commands/ticket",
            "keys": "/panel/keys",
            "users": "/panel/users",
            "account": "/panel/account",
            "missing": home + "/nothing",
        }

    @classmethod
    def wait_for_outcomes(cls, delivered, failed):
        from time import monotonic, sleep
        end = monotonic() + 60
        while monotonic() < end:
            answer = cls.herald.call("GET", f"/v1/networks/{cls.network}/stats?window=1h")
            if answer["delivered"] >= delivered and answer["failed"] >= failed:
                return
            sleep(0.2)
        raise AssertionError(f"the deliveries did not end: {answer}")

    def test_each_page_stands_in_every_look(self):
        page = self.browser
        self.look_at({"sign-in": "/panel/sign-in"})
        page.sign_in()
        self.look_at(self.pages)
        page.look("wide", dark=False)
        self.assertEqual(page.note_requests(), [], "requests left the origin")
        self.assertEqual([text for text in page.complaints() if "404" not in text], [])

    def look_at(self, pages):
        page = self.browser
        for name, path in pages.items():
            for width, dark in [("wide", False), ("wide", True), ("narrow", False), ("narrow", True)]:
                with self.subTest(page=name, width=width, dark=dark):
                    page.look(width, dark)
                    page.open(path)
                    page.shoot(f"{name}-{width}-{'dark' if dark else 'light'}", width)
                    self.assertNotEqual(page.driver.title, "taken over")
                    across = page.driver.execute_script(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    self.assertLessEqual(across, 0, "the page scrolls sideways")
                    # Colours and structure in each of their two forms.
                    if (width == "wide") != dark:
                        self.assertEqual(audit.violations(page), [])

    def test_the_keyboard_goes_through_each_page(self):
        page = self.browser
        page.look("wide", dark=False)
        page.sign_in()
        for name, path in self.pages.items():
            with self.subTest(page=name):
                page.open(path)
                self.assertEqual(audit.focus_faults(page), [])


if __name__ == "__main__":
    unittest.main()
