"""Trying a hook and replaying in bulk, as an owner does it."""

import json
import unittest

import audit
from browser import Browser
from herald import Herald
from receiver import Receiver


class HooksAndReplaysTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.herald = Herald()
        cls.addClassCleanup(cls.herald.close)
        cls.receiver = Receiver()
        cls.addClassCleanup(cls.receiver.close)
        cls.browser = Browser(cls.herald.url)
        cls.addClassCleanup(cls.browser.close)
        cls.browser.sign_in()

    def test_a_hook_is_set_up_and_tried(self):
        page = self.browser
        network = self.herald.network("Hooks", "stream")
        page.open(f"/panel/networks/{network}/hooks")
        page.press("Before a message is sent")
        page.press("Set up")
        page.fill("URL", self.receiver.url + "/filter")
        page.press("Set up")
        page.wait_text("No call yet")
        self.receiver.answer(200, json.dumps({"message": {"text": "<b>mild</b>"}}).encode())
        page.fill("Text", "<i>rude</i>")
        page.press("Ask the hook")
        page.wait_text("The hook decided.")
        for look in [("wide", False), ("wide", True), ("narrow", False), ("narrow", True)]:
            page.look(*look)
            page.shoot(f"hook-tried-{look[0]}-{'dark' if look[1] else 'light'}", look[0])
            self.assertEqual(audit.violations(page), [])
        page.look("wide", dark=False)
        changed = [line.text for line in page.find_all(".diff-removed, .diff-added")]
        self.assertEqual(len(changed), 2, page.text)
        self.assertIn("<i>rude</i>", changed[0])
        self.assertIn("<b>mild</b>", changed[1])
        self.assertEqual([cell.text for cell in page.find_all("tbody .pill")], ["modified"])

    def test_failed_deliveries_are_replayed_after_a_look(self):
        page = self.browser
        network = self.herald.network("Replays", "stream")
        self.receiver.answer(500)
        self.herald.webhook(network, self.receiver.url + "/in", retry={"policy": "schedule", "delaysMs": []})
        for number in range(12):
            self.herald.publish(network, {"type": "message.new", "id": f"e{number}", "data": {"cid": "a:b"}})
        page.open(f"/panel/networks/{network}/deliveries?status=failed")
        page.wait(lambda _: len(page.find_all("tbody tr")) == 12, "twelve failed deliveries")
        self.receiver.answer(200)
        page.press("Replay these…")
        page.fill("Events a second at most", "4")
        page.press("Preview")
        page.wait_text("12 events would be sent")
        page.press("Send 12 events again")
        # Nothing is pressed from here on: the page follows by itself.
        page.wait(lambda _: page.find(".pill").text == "completed", "the end of the replay")
        page.wait(lambda _: [figure.text for figure in page.find_all(".figure")] == ["12", "12", "0", "0"], "figures")
        self.assertEqual(page.complaints(), [])


if __name__ == "__main__":
    unittest.main()
