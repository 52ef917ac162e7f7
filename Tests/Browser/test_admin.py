"""The admin panel, used as a person does, from sign-in to the deletion of a webhook."""

import unittest
import urllib.error
import urllib.parse
import urllib.request

from browser import Browser
from herald import ADMIN_KEY, Herald
from receiver import Receiver


class AdminTest(unittest.TestCase):
    def setUp(self):
        self.herald = Herald()
        self.addCleanup(self.herald.close)
        self.receiver = Receiver()
        self.addCleanup(self.receiver.close)
        self.network = self.herald.network("Blue Bird")
        self.home = f"/panel/networks/{self.network}"
        self.browser = Browser(self.herald.url)
        self.addCleanup(self.browser.close)

    def publish(self, identifier, channel="c1"):
        self.herald.publish(self.network, {
            "type": "channel.didCreate", "id": identifier, "orderingKey": f"channel:{channel}",
            "data": {"channel": {"channelId": channel}, "marker": identifier}})

    def test_from_sign_in_to_deletion(self):
        page = self.browser

        # Sign in; a wrong key first.
        page.sign_in("not-the-key")
        page.wait_text("These credentials are not right")
        page.sign_in()
        self.assertEqual(page.heading, "Blue Bird")
        page.wait_text("No webhook yet")

        # Create a webhook for two types from the catalogue.
        page.press("New webhook")
        page.fill("URL", self.receiver.url + "/hook")
        page.fill("Description", "Indexer")
        page.tick("Only these")
        page.fill("Find an event", "channel.didCreate")
        page.tick("channel.didCreate")
        page.press("Create webhook")
        page.wait_text("Copy it now into the receiver")
        secret = page.find("#secret").text
        self.assertGreater(len(secret), 20)
        webhook = self.herald.call("GET", f"/v1/networks/{self.network}/webhooks")["data"][0]
        self.assertEqual(webhook["events"], ["channel.didCreate"])
        place = f"{self.home}/webhooks/{webhook['id']}"

        # Its secret is not in the page later, but is revealed on purpose.
        page.open(place)
        self.assertNotIn(secret, page.driver.page_source)
        page.press("Reveal secret")
        self.assertIn(secret, page.text)

        # A test: request and answer side by side.
        page.open(place)
        page.press("Send a test")
        page.wait_text("The receiver took it.")
        self.assertIn("POST /hook HTTP/1.1", page.text)
        self.assertIn("HTTP 200", page.text)
        self.assertEqual(self.receiver.count(), 1)

        # Publish while the overview is open: it arrives by itself.
        page.open(self.home)
        page.wait(lambda p: p.find("#live button").get_attribute("aria-pressed") == "true", "the live button")
        page.driver.execute_script("window.sameDocument = true")
        self.publish("first")
        page.wait_text("first")
        page.wait(lambda p: "delivered" in p.find("#feed").text, "the delivery in the feed")
        self.assertTrue(page.driver.execute_script("return window.sameDocument"), "the page was never loaded again")

        # One fails; it is found by its state, opened, and resent when the receiver is well again.
        self.receiver.answer(503, b"<script>document.title='taken over'</script> \xff\xfe out of order")
        page.open(place + "/edit")
        page.driver.execute_script("document.querySelector('details.more').open = true")
        page.fill("Retry", "After these pauses")
        page.fill("Pauses in seconds", "0.1")
        page.press("Save")
        self.publish("broken")
        page.open(self.home + "/deliveries?status=failed")
        page.wait(lambda p: "broken" in p.find("#rows").text, "the failed delivery, live")
        page.press("channel.didCreate")
        self.assertIn("The receiver failed on its side.", page.text)
        for summary in page.find_all(".timeline summary"):
            summary.click()
        self.assertIn("out of order", page.text)
        self.assertIn("<script>", page.text)
        self.assertIn("POST /hook HTTP/1.1", page.text)
        self.assertNotEqual(page.driver.title, "taken over")
        self.assertIn('"marker"', page.find("#payload").text)
        self.receiver.answer(200)
        page.press("Resend")
        page.wait(lambda p: "delivered" in p.find("#state .head").text, "the delivery, delivered live")

        # Replay in bulk: a preview first, then progress to the end.
        page.open(place)
        page.press("Replay…")
        page.tick("all")
        page.driver.execute_script("document.getElementById('since').value = '2026-01-01T00:00'")
        page.fill("Events a second at most", "5")
        page.press("Preview")
        self.assertIn("2 events would be sent", page.text)
        before = self.receiver.count()
        page.press("Send 2 events again")
        page.wait(lambda p: "completed" in p.find("#replay-head").text, "the end of the replay, live")
        page.wait(lambda p: self.receiver.count() == before + 2, "both events at the receiver")

        # Rotate the secret; the new one signs what follows.
        page.open(place)
        page.press("Rotate secret")
        page.press("Make a new secret")
        self.assertNotEqual(page.find("#secret").text, secret)

        # Delete, after a question.
        page.open(place)
        page.press("Delete")
        self.assertIn("This cannot be undone", page.text)
        page.press("Keep it")
        page.press("Delete")
        page.press("Delete webhook")
        page.wait_text("No webhook yet")

        # Out again.
        page.press("Sign out")
        page.open(self.home)
        self.assertEqual(page.heading, "Sign in")
        self.assertEqual(page.note_requests(), [])
        self.assertEqual([text for text in page.complaints() if "403" not in text and "401" not in text], [])

    def test_what_is_live_keeps_the_focus(self):
        page = self.browser
        page.sign_in()
        self.publish("first")
        page.open(self.home)
        page.driver.execute_script("document.querySelector('#feed tbody a').focus()")
        link = page.driver.switch_to.active_element.get_attribute("href")
        self.publish("second")
        page.wait(lambda p: len(p.find_all("#feed tbody tr")) == 2, "the second event, live")
        self.assertEqual(page.driver.switch_to.active_element.get_attribute("href"), link)
        self.assertEqual(page.find_all("#feed tbody tr.fresh th a")[0].text, "channel.didCreate")

    def test_forms_without_their_token_are_refused(self):
        page = self.browser
        page.sign_in()
        cookie = page.driver.get_cookie("herald_session")
        self.assertTrue(cookie["httpOnly"])
        self.assertEqual(cookie["sameSite"], "Lax")
        for token in [None, "0" * 64]:
            fields = {"name": "Red", "dialect": "socialplus"}
            if token:
                fields["form_token"] = token
            request = urllib.request.Request(
                self.herald.url + "/panel/networks", data=urllib.parse.urlencode(fields).encode(),
                headers={"Cookie": f"herald_session={cookie['value']}"})
            with self.assertRaises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(request)
            self.assertEqual(refused.exception.code, 403)
            refused.exception.close()
        self.assertEqual(len(self.herald.call("GET", "/v1/networks")["data"]), 1)

        # A page whose token was taken away is refused, and says what to do.
        page.open("/panel/networks")
        page.driver.execute_script(
            "document.querySelectorAll('[name=form_token]').forEach((field) => field.remove())")
        page.press("Sign out")
        self.assertIn("Go back, reload the page and send it again.", page.text)

    def test_a_user_signs_in_with_a_password(self):
        page = self.browser
        page.sign_in()
        page.open("/panel/users")
        page.fill("Name", "ada")
        page.fill("Password", "correct horse battery")
        page.fill("Role", "read")
        page.fill("Network", "Blue Bird")
        page.press("Add user")
        page.wait_text("ada")
        page.press("Sign out")
        for password, heading in [("wrong horse battery", "Sign in"), ("correct horse battery", None)]:
            page.open("/panel/sign-in")
            page.fill("Name", "ada")
            page.fill("Password", password)
            page.press("Sign in")
            if heading:
                self.assertEqual(page.heading, heading)
        page.open(self.home + "/webhooks")
        self.assertNotIn("New webhook", page.text)
        page.open("/panel/keys")
        self.assertIn("Not allowed", page.text)


if __name__ == "__main__":
    unittest.main()
