// Everything here only adds comfort: each page works without it.
(() => {
  "use strict";

  // Times in the viewer's zone; the exact value stays on hover.
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
  for (const time of document.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (!Number.isNaN(moment.getTime())) time.textContent = format.format(moment);
  }

  // Copy buttons.
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = "Copied";
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
})();
