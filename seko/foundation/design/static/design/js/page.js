// Owns: what every page does with script and without which every page still works: folding, menus, keys, focus, clock.
(() => {
  "use strict";
  const root = document;
  const all = (selector, inside = root) => [...inside.querySelectorAll(selector)];

  // Folds: open where the window is wide enough (the style sheet shows them anyway), closed where it is not, unless the
  // address or what was just done leads into them.
  const rem = () => parseFloat(getComputedStyle(root.documentElement).fontSize);
  const fold = (inside = root) => all("details[data-fold]", inside).forEach((block) => {
    const isWide = innerWidth >= block.dataset.fold * 16 * (rem() / 16 > 1 ? rem() / 16 : 1);
    block.open = isWide || Boolean(block.querySelector(":target, #done"));
  });
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; fold(); } });

  // Menus: Escape and a click elsewhere close them, Escape gives the focus back.
  const closeMenus = (except) => all("details[data-menu][open]").forEach((menu) => {
    if (!menu.contains(except)) menu.open = false;
  });
  addEventListener("click", (event) => closeMenus(event.target));

  // Errors: the summary takes the focus; its links lead into the field.
  const focusErrors = (inside) => { const found = inside.querySelector("[data-focus]"); if (found) found.focus(); };

  // Refused buttons explain themselves and do nothing.
  addEventListener("click", (event) => {
    const refused = event.target.closest('[aria-disabled="true"]');
    if (refused) event.preventDefault();
  }, true);

  // Counters: how many signs are typed, told once little of the room is left; nothing is cut off (the server refuses).
  addEventListener("input", (event) => {
    const most = Number(event.target.dataset?.most), line = most && root.getElementById(`${event.target.id}-count`);
    if (!line) return;
    const typed = [...event.target.value].length;
    line.textContent = typed < most * 0.9 ? "" : line.dataset.words.replace("{typed}", typed).replace("{most}", most);
  });

  // A link that opens a window of this page where there is script, and leads to the page of the same words where not.
  addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const opened = opener && root.getElementById(opener.dataset.opens);
    if (opened) { event.preventDefault(); opened.showModal(); }
  });

  // Keys. A page registers by `data-key="next"` and the like; both keyboard layouts answer. Single keys act only while
  // the focus is inside [data-keys] and not in a field (WCAG 2.1.4), and a person can switch them off.
  const KEYS = {
    j: "passage-next", "ј": "passage-next", k: "passage-previous", "к": "passage-previous",
    n: "awaiting", "н": "awaiting", c: "comment", "ц": "comment", "/": "search", "?": "list",
    1: "1", 2: "2", 3: "3", 4: "4", 5: "5", Enter: "open",
  };
  const OFF = "seko.keys.off";
  const remembered = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const inField = (element) => element.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
  const press = (name) => {
    const target = root.querySelector(`[data-key="${name}"], [data-key-target="${name}"]`);
    if (target && target.showModal) target.showModal(); else if (target) { target.focus(); target.click(); }
    return Boolean(target);
  };
  const deed = (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      const form = event.target.form || event.target.closest("form");
      if (form && form.hasAttribute("data-keys-send")) form.requestSubmit(form.querySelector(".primary:not([aria-disabled])"));
      return Boolean(form);
    }
    if (event.altKey && !event.ctrlKey) return { ArrowLeft: "previous", ArrowRight: "next" }[event.key] && press({ ArrowLeft: "previous", ArrowRight: "next" }[event.key]);
    if (event.ctrlKey || event.metaKey || remembered() || inField(event.target) || !event.target.closest("[data-keys]")) return false;
    const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!name || (name === "open" && event.target.closest("a, button, summary, input"))) return false;
    const digit = root.querySelector(`input[data-digit="${name}"]`);
    if (digit) { digit.focus(); digit.click(); return true; }
    const heard = !root.dispatchEvent(new CustomEvent("seko:key", { detail: name, bubbles: true, cancelable: true }));
    return heard || press(name);
  };
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape") {
      const menu = event.target.closest("details[data-menu][open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
      const close = event.target.closest(".thread, .panel")?.querySelector("[data-close]");
      if (close && !inField(event.target)) { event.preventDefault(); close.click(); }
    } else if (deed(event)) event.preventDefault();
  });
  addEventListener("change", (event) => {
    if (!event.target.matches("[data-keys-switch]")) return;
    try { localStorage.setItem(OFF, event.target.checked ? "0" : "1"); } catch { /* a window that keeps nothing */ }
  });

  // Time left, by the server's clock: <time data-until="ISO" data-now="ISO" data-passed="words">.
  const started = performance.now();
  const clock = () => all("time[data-until]").forEach((place) => {
    const left = Date.parse(place.dataset.until) - Date.parse(place.dataset.now) - (performance.now() - started);
    if (left <= 0) place.textContent = place.dataset.passed;
    else if (left < 86400000) place.textContent = [left / 3600000, (left / 60000) % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
  });

  const ready = (inside) => {
    focusErrors(inside);
    all("[data-keys-switch]", inside).forEach((box) => { box.checked = !remembered(); });
    clock();
  };
  fold();
  ready(root);
  setInterval(clock, 30000);
  addEventListener("htmx:afterSwap", (event) => { fold(event.target); ready(event.detail.elt); });
  addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) root.dispatchEvent(new CustomEvent("seko:signed-out"));
  });
})();
