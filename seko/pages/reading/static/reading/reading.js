// Owns: selecting words on the reading page, opening a thread in place, next and previous, look-alikes while one types.
// Without it every mark is a link to the same page with its thread open.
(() => {
  "use strict";
  const page = document.querySelector("[data-reading]");
  if (!page) return;
  const bar = document.querySelector("[data-selection]");
  const announce = document.querySelector("[data-announce]");
  const SKIPPED = "sup, .m, .vh, h2 > span:first-child, h3 > span:first-child, h4 > span:first-child, h5 > span:first-child, .aside-text";
  let chosen = [];

  // Words: the element that holds a passage's letters, and offsets in code points of what is shown.
  const holder = (node) => {
    const element = node.nodeType === 1 ? node : node.parentElement;
    if (!element || !element.closest(".doc") || element.closest(".thread, .m")) return null;
    const cell = element.closest("[data-p]");
    if (cell) return { element: cell, place: cell.dataset.p };
    const row = element.closest("tr[id^='p-']");
    const td = element.closest("td, th");
    if (row && td) return { element: td, place: `${row.id.slice(2)}.${[...row.children].indexOf(td) + 1}` };
    const passage = element.closest("[id^='p-']");
    return passage ? { element: passage, place: passage.id.slice(2) } : null;
  };
  const letters = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (node.parentElement.closest(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };
  const size = (text) => [...text].length;
  const stretch = (element, range) => {
    let at = 0, start = -1, end = -1, text = "";
    for (const node of letters(element)) {
      const inside = range.intersectsNode(node);
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      if (inside && to > from) {
        if (start < 0) start = at + size(node.data.slice(0, from));
        end = at + size(node.data.slice(0, to));
        text += node.data.slice(from, to);
      }
      at += size(node.data);
    }
    return end > start ? { start, end, text } : null;
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return [];
    const range = selection.getRangeAt(0);
    const doc = page.querySelector(".doc");
    if (!range.intersectsNode(doc)) return [];
    const holders = new Map();
    const walker = document.createTreeWalker(range.commonAncestorContainer.nodeType === 1 ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!range.intersectsNode(node) || !node.data.trim()) continue;
      const found = holder(node);
      if (found) holders.set(found.place, found);
    }
    return [...holders.values()].slice(0, 20).map((each) => {
      const part = stretch(each.element, range);
      return part && part.text.trim() ? { place: each.place, element: each.element, ...part } : null;
    }).filter(Boolean);
  };

  // The bar under the selection; it never takes the selection away.
  const showBar = () => {
    chosen = selected();
    if (!chosen.length) { bar.hidden = true; return; }
    bar.hidden = false;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - bar.offsetWidth - 8)) + scrollX;
    bar.style.insetBlockStart = `${box.bottom + scrollY + 6}px`;
    bar.style.insetInlineStart = `${left}px`;
  };
  document.addEventListener("selectionchange", () => { clearTimeout(showBar.timer); showBar.timer = setTimeout(showBar, 150); });
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.querySelector("[data-comment]").addEventListener("click", () => commentOn(chosen));
  bar.querySelector("[data-copy]").addEventListener("click", () => {
    const target = passageOf(chosen[0].element);
    navigator.clipboard?.writeText(new URL(`?p=${target.id.slice(2)}#${target.id}`, location.href).href);
    bar.hidden = true;
  });

  const passageOf = (element) => element.closest("tr[id^='p-'], div[id^='p-']") || element.closest("[id^='p-']");
  const rowOf = (element) => {
    const head = element.closest("tr.level");
    if (head) return head.nextElementSibling;
    const assumption = element.closest("tr.assumption");
    return assumption ? assumption.previousElementSibling : passageOf(element);
  };

  // Threads: fetched and put after their passage; the address follows, so that the page can be linked and reloaded.
  const close = () => {
    const open = document.getElementById("thread");
    const passage = page.querySelector(".doc .on[id]");
    (open?.closest("tr.row-panel") || open)?.remove();
    passage?.classList.remove("on");
    passage?.querySelector(".m")?.removeAttribute("aria-current");
    return passage;
  };
  const openThread = async (passage, query, push = true) => {
    const address = new URL(query, location.href);
    announce.textContent = announce.dataset.loading;
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok) { location.href = address; return null; }
    const holderOfThread = document.createElement("template");
    holderOfThread.innerHTML = await answer.text();
    const thread = holderOfThread.content.querySelector("aside");
    close();
    passage.classList.add("on");
    passage.querySelector(".m")?.setAttribute("aria-current", "true");
    if (passage.tagName === "TR") {
      const row = document.createElement("tr");
      row.className = "row-panel";
      const cell = row.insertCell();
      cell.colSpan = 20;
      cell.append(thread);
      passage.after(row);
    } else passage.after(thread);
    if (push) history.pushState({ at: passage.id }, "", address);
    announce.textContent = "";
    thread.dispatchEvent(new CustomEvent("htmx:afterSwap", { bubbles: true, detail: { elt: thread } }));
    watch(thread);
    return thread;
  };
  page.addEventListener("click", async (event) => {
    const mark = event.target.closest("a.m");
    if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      const passage = passageOf(mark);
      if (mark.getAttribute("aria-current")) { shut(); return; }
      const thread = await openThread(passage, mark.getAttribute("href"));
      thread?.focus();
      return;
    }
    if (event.target.closest("#thread [data-close]")) { event.preventDefault(); shut(); }
  });
  const shut = () => {
    const passage = close();
    const address = new URL(location.href);
    address.searchParams.delete("p");
    address.searchParams.delete("q");
    history.pushState({}, "", address);
    (passage?.querySelector(".m") || page).focus?.();
  };
  addEventListener("popstate", () => { location.reload(); });

  // Comment: on the selected words, or on the passage that is open.
  const commentOn = async (parts) => {
    bar.hidden = true;
    const first = parts[0];
    const passage = rowOf(first.element);
    const text = page.dataset.text ? `text=${page.dataset.text}&` : "";
    const thread = await openThread(passage, `?${text}p=${passage.id.slice(2)}#${passage.id}`);
    if (!thread) return;
    const form = thread.querySelector("form.compose");
    if (!form) { thread.focus(); return; }
    const values = parts.map(({ place, start, end }) => ({ place, start, end }));
    form.querySelector("[data-selection-field]").value = JSON.stringify(values);
    form.querySelector("[data-quote]").textContent = parts.map((part) => part.text.trim()).join(" … ");
    form.querySelector("[data-quoted]").hidden = false;
    highlight(parts);
    form.querySelector("textarea").focus();
  };
  const highlight = (parts) => {
    if (!window.Highlight || !CSS.highlights) return;
    const ranges = parts.map((part) => rangeOf(part.element, part.start, part.end)).filter(Boolean);
    CSS.highlights.set("chosen-words", new Highlight(...ranges));
  };
  const rangeOf = (element, start, end) => {
    const range = document.createRange();
    let at = 0, begun = false;
    for (const node of letters(element)) {
      const points = [...node.data];
      if (!begun && start < at + points.length) { range.setStart(node, points.slice(0, start - at).join("").length); begun = true; }
      if (begun && end <= at + points.length) { range.setEnd(node, points.slice(0, end - at).join("").length); return range; }
      at += points.length;
    }
    return null;
  };

  // The form: the whole part instead of the words; look-alikes a second after the last key.
  const watch = (thread) => {
    const form = thread.querySelector("form.compose");
    if (!form || form.dataset.read) return;
    form.dataset.read = "1";
    form.querySelector("[data-unquote]")?.addEventListener("click", () => {
      form.querySelector("[data-selection-field]").value = "";
      form.querySelector("[data-quoted]").hidden = true;
      CSS.highlights?.delete("chosen-words");
    });
    form.querySelector("[data-no-script]")?.setAttribute("hidden", "");
    const place = form.querySelector("[data-alike-place]");
    const words = form.querySelector("[name=words]");
    let timer, asked = "";
    words.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        if (words.value.length < 40 || words.value === asked) return;
        asked = words.value;
        const answer = await fetch(form.dataset.alike, { method: "POST", body: new URLSearchParams({
          words: asked, at: form.querySelector("[name=at]").value, csrfmiddlewaretoken: form.querySelector("[name=csrfmiddlewaretoken]").value,
        }), credentials: "same-origin" }).catch(() => null);
        if (answer?.ok && words.value === asked) place.innerHTML = await answer.text();
      }, 1200);
    });
  };
  document.querySelectorAll("aside.thread").forEach(watch);

  // Keys: J and K go through the passages, N to the next that waits, C comments, Enter opens the thread.
  const passages = () => [...page.querySelectorAll(".doc [id^='p-']")].filter((each) => each.matches(".p, tr"));
  let current = -1;
  const go = (list, step) => {
    const here = document.activeElement.closest?.("[id^='p-']");
    const from = here ? list.indexOf(here) : current;
    const next = list[Math.min(list.length - 1, Math.max(0, from + step))];
    if (!next) return;
    current = list.indexOf(next);
    next.tabIndex = -1;
    next.focus();
  };
  document.addEventListener("seko:key", (event) => {
    const name = event.detail;
    const list = passages();
    if (name === "passage-next") go(list, 1);
    else if (name === "passage-previous") go(list, -1);
    else if (name === "awaiting") nextWaiting();
    else if (name === "comment") {
      if (chosen.length) commentOn(chosen);
      else {
        const here = document.activeElement.closest?.("[id^='p-']");
        if (!here) return;
        openThread(here, `?p=${here.id.slice(2)}#${here.id}`).then((thread) => thread?.querySelector("textarea")?.focus());
      }
    } else if (name === "open") {
      const here = document.activeElement.closest?.("[id^='p-']");
      if (!here) return;
      openThread(here, `?p=${here.id.slice(2)}#${here.id}`).then((thread) => thread?.focus());
    } else return;
    event.preventDefault();
  });
  const nextWaiting = () => {
    const waiting = [...page.querySelectorAll(".m.w, .m.l")];
    const here = document.activeElement.closest?.("[id^='p-']") || page.querySelector(".on[id]");
    const after = here ? waiting.find((mark) => here.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING && !here.contains(mark)) : waiting[0];
    (after || waiting[0])?.focus();
    (after || waiting[0])?.scrollIntoView({ block: "center" });
  };
  const next = page.querySelector(".next-waiting");
  if (next) { next.hidden = false; next.addEventListener("click", (event) => { event.preventDefault(); nextWaiting(); }); }
})();
