"""Chromium as a person uses it: links and buttons by what they say, fields by their labels."""

import json
import os

from selenium import webdriver
from selenium.common.exceptions import (
    NoSuchElementException, StaleElementReferenceException, WebDriverException)
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from herald import ADMIN_KEY, ROOT

SHOTS = os.path.join(ROOT, ".build", "screenshots")
WIDTHS = {"wide": (1366, 900), "narrow": (360, 740)}
# Generous: a busy machine is slow, and nothing here measures time.
PATIENCE = 60


def quoted(text):
    return "concat('" + text.replace("'", "', \"'\", '") + "', '')"


class Browser:
    def __init__(self, base):
        options = webdriver.ChromeOptions()
        for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                         "--disable-background-networking", "--no-first-run", "--lang=en-GB"]:
            options.add_argument(argument)
        options.binary_location = "/usr/bin/chromium"
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        service = webdriver.ChromeService(executable_path="/usr/bin/chromedriver")
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_page_load_timeout(PATIENCE)
        self.base = base
        self.foreign = []
        self.look("wide", dark=False)

    def close(self):
        self.note_requests()
        self.driver.quit()

    # What it looks like.

    def look(self, width, dark):
        across, down = WIDTHS[width]
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": across, "height": down, "deviceScaleFactor": 1, "mobile": False})
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})

    def shoot(self, name, width):
        """A picture of the whole page in `.build/screenshots`."""
        os.makedirs(SHOTS, exist_ok=True)
        across, down = WIDTHS[width]
        full = self.driver.execute_script("return document.documentElement.scrollHeight")
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": across, "height": max(down, min(full, 6000)), "deviceScaleFactor": 1, "mobile": False})
        self.driver.save_screenshot(os.path.join(SHOTS, name + ".png"))
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": across, "height": down, "deviceScaleFactor": 1, "mobile": False})

    # Where it goes.

    def open(self, path):
        self.driver.get(path if path.startswith("http") else self.base + path)

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.base)

    def sign_in(self, key=ADMIN_KEY):
        """Signs in with a key, whoever was signed in before."""
        self.driver.delete_all_cookies()
        self.open("/panel/sign-in")
        self.fill("Access key", key)
        self.press("Sign in with the key")

    # What it reads.

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    @property
    def heading(self):
        return self.driver.find_element(By.TAG_NAME, "h1").text

    def wait(self, condition, what):
        """Waits until `condition` of this browser holds."""
        def holds(_):
            try:
                return condition(self)
            except (NoSuchElementException, StaleElementReferenceException):
                return False
        try:
            return WebDriverWait(self.driver, PATIENCE, poll_frequency=0.1).until(holds)
        except WebDriverException as error:
            raise AssertionError(f"waited in vain for {what}\nat {self.path}:\n{self.text[:3000]}") from error

    def wait_text(self, part):
        self.wait(lambda browser: part in browser.text, f"the text {part!r}")

    def find(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def find_all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def field(self, label):
        """The field that a label names."""
        found = self.driver.find_element(
            By.XPATH, f"//label[starts-with(normalize-space(.), {quoted(label)})]")
        name = found.get_attribute("for")
        return self.driver.find_element(By.ID, name) if name else found.find_element(By.CSS_SELECTOR, "input")

    # What it does.

    def fill(self, label, text):
        field = self.field(label)
        if field.tag_name == "select":
            choices = Select(field)
            choices.select_by_index([option.text.startswith(text) for option in choices.options].index(True))
            return
        field.clear()
        field.send_keys(text)

    def tick(self, label):
        field = self.field(label)
        if not field.is_selected():
            self.driver.execute_script("arguments[0].click()", field)

    def press(self, label):
        """Presses a button, or follows a link, by what it says, and waits for the page it leads to."""
        path = "|".join(
            f"//{place}//{kind}[normalize-space(.)={quoted(label)}]"
            for place in ["main", "header"] for kind in ["button", "a"])
        page = self.find("html")

        def click(_):
            # A live part may be exchanged under the pointer.
            element = self.driver.find_element(By.XPATH, path)
            self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
            element.click()
            return True

        self.wait(click, f"{label!r} to press")
        self.wait(lambda _: self._is_gone(page) and self._is_loaded(), f"the page behind {label!r}")

    def _is_loaded(self):
        return self.driver.execute_script("return document.readyState") == "complete"

    @staticmethod
    def _is_gone(element):
        try:
            element.is_enabled()
            return False
        except StaleElementReferenceException:
            return True

    def tab(self):
        """Presses the tab key; what has the focus then."""
        self.driver.switch_to.active_element.send_keys(Keys.TAB)
        return self.driver.switch_to.active_element

    # What it asked for.

    def note_requests(self):
        """Collects requests that left the origin."""
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] != "Network.requestWillBeSent":
                continue
            url = message["params"]["request"]["url"]
            if not url.startswith((self.base, "data:", "chrome:", "about:", "blob:")):
                self.foreign.append(url)
        return self.foreign

    def complaints(self):
        """What the console says, such as refusals of the content security policy."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
