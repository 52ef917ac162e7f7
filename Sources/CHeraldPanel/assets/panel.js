// Everything here only adds comfort: each page works without it.
(() => {
  "use strict";

  // What the server said last about each live part, which is not what the part holds: its times become local.
  const seen = new WeakMap();
  for (const part of document.querySelectorAll("[data-refresh]")) seen.set(part, part.innerHTML);

  // Times in the viewer's zone; the exact value stays on hover.
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
  const localise = (root) => {
    for (const time of root.querySelectorAll("time[datetime]")) {
      const moment = new Date(time.dateTime);
      if (!Number.isNaN(moment.getTime())) time.textContent = format.format(moment);
    }
  };
  localise(document);

  // Where the navigation scrolls, the present page's name is in sight.
  for (const link of document.querySelectorAll("nav a[aria-current]")) {
    const list = link.closest("nav");
    list.scrollLeft += link.getBoundingClientRect().left - list.getBoundingClientRect().left - list.clientWidth / 3;
  }

  // Copy buttons.
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const source = document.getElementById(button.dataset.copy) ?? button.parentElement.querySelector("code");
    if (!source || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = "Copied";
    });
  }

  // Fold all of a payload but its first level, or nothing.
  for (const button of document.querySelectorAll("button[data-fold]")) {
    const tree = document.getElementById(button.dataset.fold);
    if (!tree) continue;
    const folds = Array.from(tree.querySelectorAll("details"));
    if (folds.length < 2) continue;
    const label = () => {
      button.textContent = folds.slice(1).some((fold) => fold.open) ? "Fold all" : "Unfold all";
    };
    button.hidden = false;
    label();
    button.addEventListener("click", () => {
      const open = !folds.slice(1).some((fold) => fold.open);
      for (const fold of folds.slice(1)) fold.open = open;
      folds[0].open = true;
      label();
    });
  }

  // The event picker: search, and ticking a box means "only these".
  const picker = document.getElementById("picker");
  const search = document.querySelector("input[data-filter]");
  if (picker && search) {
    search.closest("[hidden]").hidden = false;
    search.addEventListener("input", () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const group of picker.querySelectorAll("details")) {
        let found = 0;
        for (const item of group.querySelectorAll("li")) {
          const text = item.textContent.toLowerCase();
          item.hidden = !words.every((word) => text.includes(word));
          if (!item.hidden) found += 1;
        }
        group.hidden = found === 0;
        if (words.length > 0) group.open = found > 0;
      }
    });
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    picker.addEventListener("change", () => {
      const some = document.querySelector("input[name=scope][value=some]");
      if (some && picker.querySelector("input:checked")) some.checked = true;
    });
  }

  // One open menu at a time, closed by a click beside it or Escape.
  const switcher = document.querySelector("details.switcher");
  if (switcher) {
    document.addEventListener("click", (event) => {
      if (!switcher.contains(event.target)) switcher.open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && switcher.open) {
        switcher.open = false;
        switcher.querySelector("summary").focus();
      }
    });
  }

  // Live parts: when the server says that something changed, the page asks for itself again and takes over the parts
  // that are marked. What a reader opened stays open, and what has the focus keeps it.
  const feed = document.body.dataset.live;
  const chip = document.getElementById("live");
  if (feed && chip && document.querySelector("[data-refresh]")) {
    const button = chip.querySelector("button");
    let source = null;
    let wanted = true;
    let busy = false;
    let again = false;
    let pressed = false;
    const leaving = new AbortController();

    const takeOver = (old, fresh) => {
      const focused = old.contains(document.activeElement) ? document.activeElement : null;
      if (focused && focused.matches("input, select, textarea")) return;
      const selection = document.getSelection();
      if (selection && !selection.isCollapsed && old.contains(selection.anchorNode)) return;
      const rows = new Set(Array.from(old.querySelectorAll("[data-row]"), (row) => row.dataset.row));
      const opened = Array.from(old.querySelectorAll("details"), (details) => details.open);
      // A link is found again by where it leads, anything else by its place among its like.
      const like = focused?.matches("a[href]") ? `a[href="${CSS.escape(focused.getAttribute("href"))}"]` : focused?.localName;
      const place = focused ? Array.from(old.querySelectorAll(like)).indexOf(focused) : -1;
      fresh.querySelectorAll("details").forEach((details, index) => {
        if (opened[index] !== undefined) details.open = opened[index];
      });
      for (const row of fresh.querySelectorAll("[data-row]")) {
        if (rows.size > 0 && !rows.has(row.dataset.row)) row.classList.add("fresh");
      }
      localise(fresh);
      old.replaceWith(fresh);
      if (place >= 0) fresh.querySelectorAll(like)[place]?.focus();
    };

    const refresh = async () => {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      try {
        const answer = await fetch(location.href, { redirect: "error", signal: leaving.signal });
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          for (const old of document.querySelectorAll("[data-refresh]")) {
            const fresh = page.getElementById(old.id);
            const markup = fresh?.innerHTML;
            if (!fresh || markup === seen.get(old)) continue;
            // A link that is exchanged between press and release is not followed.
            if (pressed) {
              again = true;
              continue;
            }
            takeOver(old, fresh);
            seen.set(fresh, markup);
          }
        }
      } catch {
        // The next change tries again.
      }
      busy = false;
      if (again && !pressed) {
        again = false;
        refresh();
      }
    };

    const follow = () => {
      const should = wanted && !document.hidden;
      if (should && !source) {
        source = new EventSource(feed);
        source.addEventListener("change", refresh);
      } else if (!should && source) {
        source.close();
        source = null;
      }
      button.setAttribute("aria-pressed", String(wanted));
    };

    document.addEventListener("pointerdown", () => {
      pressed = true;
    });
    for (const end of ["pointerup", "pointercancel"]) {
      document.addEventListener(end, () => {
        // The click comes after this.
        setTimeout(() => {
          pressed = false;
          if (again && !busy) {
            again = false;
            refresh();
          }
        });
      });
    }

    chip.hidden = false;
    button.addEventListener("click", () => {
      wanted = !wanted;
      follow();
    });
    // A hidden page holds no connection: browsers allow only a few per server.
    document.addEventListener("visibilitychange", follow);
    window.addEventListener("pagehide", () => source?.close());
    // A form leads elsewhere, perhaps out: what is asked meanwhile would be refused.
    document.addEventListener("submit", () => {
      wanted = false;
      follow();
      leaving.abort();
    });
    follow();

    // What the server counts up by itself makes no change heard: such a part asks every few seconds, until it is over.
    const poll = () => {
      const seconds = Number(document.querySelector("[data-poll]")?.dataset.poll);
      if (!seconds) return;
      setTimeout(async () => {
        if (source) await refresh();
        poll();
      }, seconds * 1000);
    };
    poll();
  }
})();
