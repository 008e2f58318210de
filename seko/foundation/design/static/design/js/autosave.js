// Owns: nothing typed is lost. A form with data-autosave="address" is saved on the server a second after the last key and
// on this device at once; with data-autosave-key alone only on this device. The words of the status line are the page's.
(() => {
  "use strict";
  const PREFIX = `seko.unsent.${document.body.dataset.person || ""}.`; // another person on this device is offered nothing
  const store = {
    read(key) { try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch { return null; } },
    write(key, value) { try { localStorage.setItem(PREFIX + key, JSON.stringify(value)); } catch { /* full, or switched off */ } },
    remove(key) { try { localStorage.removeItem(PREFIX + key); } catch { /* switched off */ } },
  };
  const time = (moment) => { // with its day where that is not today
    const clock = moment.toTimeString().slice(0, 5);
    if (moment.toDateString() === new Date().toDateString()) return clock;
    return `${moment.toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "numeric" })}, ${clock}`;
  };
  const kept = (form) => {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (name !== "csrfmiddlewaretoken" && typeof value === "string") (found[name] ||= []).push(value);
    }
    return found;
  };

  const watch = (form) => {
    if (form.dataset.watched) return;
    form.dataset.watched = "1";
    const line = form.querySelector("[data-saved]");
    const key = form.dataset.autosaveKey || form.dataset.autosave;
    let timer, again = 1000, signIn, flying;
    const say = (state, words) => { if (line) { line.dataset.state = state; line.textContent = words; } };
    const word = (name) => (line ? line.dataset[name] || "" : "");
    const savedWord = (moment) => word("savedWord").replace("{time}", time(moment));

    const offerSignIn = () => {
      say("offline", `${word("sessionWord")} `);
      signIn = document.createElement("a");
      signIn.href = form.dataset.signIn || "";
      signIn.target = "_blank"; // sign in beside the page; coming back saves and the person sends
      signIn.textContent = word("signInWord");
      if (line && signIn.getAttribute("href")) line.append(signIn);
    };
    // After a sign-in beside the page its token is no longer the session's: the page is asked for a fresh one.
    const freshen = async () => {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
      if (token) document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });
      return Boolean(token);
    };
    const send = () => { flying = save().finally(() => { flying = undefined; }); };
    const save = async (isFresh = false) => {
      const values = kept(form);
      store.write(key, { at: Date.now(), values });
      if (!form.dataset.autosave) { say("saved", savedWord(new Date())); return; }
      const token = form.querySelector("[name=csrfmiddlewaretoken]");
      const body = new URLSearchParams();
      for (const [name, list] of Object.entries(values)) list.forEach((value) => body.append(name, value));
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "PUT", body, credentials: "same-origin", redirect: "manual",
          headers: { "X-CSRFToken": token ? token.value : "", "X-Requested-With": "autosave", "HX-Request": "true", "If-Match": form.dataset.edition || "*" },
        });
        if (answer.ok) {
          again = 1000;
          form.dataset.edition = answer.headers.get("ETag") || form.dataset.edition || "";
          if (form.elements.edition) form.elements.edition.value = form.dataset.edition.replace(/\D/g, ""); // sending names what it goes over
          store.remove(key);
          const date = answer.headers.get("Date");
          say("saved", savedWord(date ? new Date(date) : new Date()));
        } else if (answer.status === 401 || answer.type === "opaqueredirect") offerSignIn();
        else if (answer.status === 409 || answer.status === 412) {
          say("offline", word("conflictWord"));
          form.querySelector("[data-on-conflict]")?.removeAttribute("hidden");
        }
        else if (answer.status === 403 && !isFresh && await freshen()) await save(true);
        else later();
      } catch { later(); }
    };
    const later = () => {
      say("offline", word("offlineWord"));
      again = Math.min(again * 2, 60000);
      clearTimeout(timer);
      timer = setTimeout(send, again);
    };

    form.addEventListener("input", () => {
      store.write(key, { at: Date.now(), values: kept(form) });
      clearTimeout(timer);
      timer = setTimeout(send, 1000);
    });
    // What is being saved arrives before what is sent: else the two would be in conflict with each other.
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      if (!flying) return;
      event.preventDefault();
      const button = event.submitter;
      flying.then(() => form.requestSubmit(button));
    });
    addEventListener("online", () => { if (store.read(key)) send(); });
    addEventListener("focus", () => { if (signIn) { signIn = undefined; send(); } });
    addEventListener("pagehide", () => { if (timer && store.read(key)) store.write(key, { at: Date.now(), values: kept(form) }); });
    // The text leaves the device only when the server has taken it: its answer carries data-autosave-done.
    form.addEventListener("reset", () => { clearTimeout(timer); store.remove(key); });

    // What an earlier visit left on this device fills only fields that are empty: nothing on the page is replaced.
    const left = store.read(key);
    if (left) {
      let filled = false;
      for (const field of form.querySelectorAll("textarea, input[type=text]")) {
        const value = left.values[field.name]?.[0];
        if (value && !field.value) { field.value = value; filled = true; }
      }
      if (filled) { say("saved", word("deviceWord").replace("{time}", time(new Date(left.at)))); timer = setTimeout(send, 1000); }
    }
  };

  const ready = (inside) => {
    inside.querySelectorAll("[data-autosave-done]").forEach((place) => store.remove(place.dataset.autosaveDone));
    inside.querySelectorAll("form[data-autosave], form[data-autosave-key]").forEach(watch);
  };
  ready(document);
  addEventListener("htmx:afterSwap", (event) => ready(event.detail.elt.parentNode || document));
})();
