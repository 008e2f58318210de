// Owns: the send button's count in the answering queue; everything else works without script.
(() => {
  "use strict";
  const place = document.querySelector("[data-count]");
  if (!place) return;
  const boxes = [...document.querySelectorAll("input[name=also]")];
  const count = () => {
    const more = boxes.filter((box) => box.checked).length;
    place.textContent = more ? ` (${more + 1})` : "";
  };
  boxes.forEach((box) => box.addEventListener("change", count));
  count();
})();
