"use strict";
// Keeps the page up to date: the server says when something changed, and the parts marked data-live are fetched again.
(() => {
  const pulse = document.getElementById("pulse");
  if (!document.body.hasAttribute("data-watch")) return;
  const told = document.getElementById("told");
  const live = (root) => [...root.querySelectorAll("[data-live]")];
  const names = (root) => live(root).map((part) => part.id).join();
  const hints = (root) => [...root.querySelectorAll("[data-tell]")].map((part) => part.textContent.trim()).join(". ");
  const say = (text, level) => { pulse.textContent = text; pulse.className = level; };
  const lost = () => say("The program does not answer; trying again", "bad");
  let busy = false, again = false;

  // Whoever is in a part with the keyboard stays where they are.
  function replace(old, fresh) {
    const name = (part) => part.getAttribute("href") || part.getAttribute("name") || part.id;
    const inside = old.contains(document.activeElement) ? name(document.activeElement) : null;
    old.replaceChildren(...fresh.childNodes);
    if (inside) [...old.querySelectorAll("a, button, input, select, [tabindex]")]
      .find((part) => name(part) === inside)?.focus({ preventScroll: true });
  }

  async function refresh() {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.redirected) { location.reload(); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const before = hints(document);
      if (names(page) !== names(document)) {
        // Another page now: the broker went or came back, or a count has ended.
        document.title = page.title;
        for (const id of ["away", "dead", "main"]) replace(document.getElementById(id), page.getElementById(id));
      } else {
        for (const old of live(document)) {
          const fresh = page.getElementById(old.id);
          if (fresh.innerHTML !== old.innerHTML) replace(old, fresh);
        }
      }
      const after = hints(document);
      if (after !== before) told.textContent = after;
      say("Updates itself", "good");
    } catch {
      lost();
    } finally {
      busy = false;
      if (again) { again = false; setTimeout(refresh, 500); }
    }
  }

  const source = new EventSource("/live");
  source.addEventListener("change", () => { if (!document.hidden) refresh(); });
  source.onopen = () => say("Updates itself", "good");
  source.onerror = lost;
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
})();
