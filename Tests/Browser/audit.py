"""What axe-core finds in a page, and whether the keyboard goes through it in order."""

import os

import axe_core_python

AXE = open(os.path.join(os.path.dirname(axe_core_python.__file__), "axe.min.js"), encoding="utf-8").read()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def violations(browser):
    """The rules that the page breaks, with where."""
    browser.driver.execute_script(AXE)
    found = browser.driver.execute_async_script(
        """const done = arguments[arguments.length - 1];
        axe.run(document, {runOnly: {type: "tag", values: arguments[0]}, resultTypes: ["violations"]})
          .then((results) => done(results.violations), (error) => done([{id: String(error), nodes: []}]));""",
        RULES)
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found for node in (rule["nodes"] or [{"target": "?"}])]


def focus_faults(browser, most=40):
    """Presses the tab key through the page: every stop must be visible and come after the one before it."""
    browser.driver.execute_script("document.activeElement.blur(); window.scrollTo(0, 0)")
    faults = []
    order = []
    for _ in range(most):
        element = browser.tab()
        if element.tag_name == "body":
            break
        seen = browser.driver.execute_script(
            """const element = arguments[0];
            const box = element.getBoundingClientRect();
            const all = Array.from(document.querySelectorAll("*"));
            const style = getComputedStyle(element);
            return {
              place: all.indexOf(element),
              shown: box.width > 0 && box.height > 0 && style.visibility !== "hidden",
              marked: style.outlineStyle !== "none" || style.boxShadow !== "none" || element.type === "datetime-local",
              name: element.outerHTML.slice(0, 120),
            };""", element)
        if seen["place"] in order:
            continue  # Fields of several parts are several stops.
        if order and seen["place"] < order[-1]:
            faults.append("focus goes back to " + seen["name"])
        if not seen["shown"]:
            faults.append("focus is on something unseen: " + seen["name"])
        if not seen["marked"]:
            faults.append("focus does not show on " + seen["name"])
        order.append(seen["place"])
    if not order:
        faults.append("nothing takes the focus")
    return faults
