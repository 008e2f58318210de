// Owns: the extras of the board: how many comments are chosen, choosing all alike, going to the next one not handled,
// and where the focus goes after a deed. Without it every deed works by its button and a new page.
(() => {
  "use strict";
  const root = document;
  const SHOWN = [400, 403, 409]; // answers that are the board with what is wrong
  const board = () => root.getElementById("board");
  if (!board()) return;

  const count = () => {
    const line = root.querySelector("[data-count]");
    if (!line) return;
    const chosen = board().querySelectorAll("input[name=c]:checked").length;
    const waiting = line.dataset.waiting || (line.dataset.waiting = line.textContent);
    line.textContent = chosen ? line.dataset.countWord.replace("{count}", chosen) : waiting;
  };
  root.addEventListener("change", (event) => { if (event.target.matches("input[name=c]")) count(); });
  addEventListener("pageshow", count);

  const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-next]");
    if (!link) return;
    const here = root.activeElement.closest?.("[data-undecided]") || board().querySelector("[data-undecided]:target") || board().querySelector("[data-at]");
    const all = [...board().querySelectorAll("[data-undecided]")];
    const next = here ? all.find((each) => each !== here && !here.contains(each) && follows(here, each)) : all[0];
    if (!next) return; // the link leads to the next section
    event.preventDefault();
    all.forEach((each) => each.removeAttribute("data-at"));
    next.setAttribute("data-at", "");
    next.focus();
    next.scrollIntoView({ block: "center" });
  });

  // After a deed the page stays where it was; the words about it get the focus, also where it was refused.
  root.addEventListener("htmx:beforeSwap", (event) => {
    if (SHOWN.includes(event.detail.xhr.status) && event.detail.target === board()) event.detail.shouldSwap = true;
  });
  // Nobody's board any more (another lead was appointed), or a comment that is gone: the page itself says so.
  // Whatever else the server answers, or where nothing answers, the page says that nothing was done; it stays as it was.
  const fault = root.querySelector("[data-fault]");
  const say = (what) => {
    for (const each of fault.querySelectorAll("[data-for]")) each.hidden = each.dataset.for !== what;
    fault.hidden = !what;
  };
  root.addEventListener("htmx:beforeRequest", () => say(""));
  root.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 404) location.reload();
    else if (!SHOWN.includes(status)) say("server");
  });
  root.addEventListener("htmx:sendError", () => say("line"));
  root.addEventListener("htmx:timeout", () => say("line"));
  root.addEventListener("htmx:afterSettle", () => {
    count();
    const said = board().querySelector("#done, .message.error");
    if (!said) return;
    said.tabIndex = -1;
    said.focus({ preventScroll: true });
    said.scrollIntoView({ block: "nearest" });
  });
})();
