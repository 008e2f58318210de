// Owns: the assign button's count; choosing and assigning work without script.
(() => {
  "use strict";
  const place = document.querySelector("[data-count]");
  if (!place) return;
  const boxes = [...document.querySelectorAll("input[name=points]")];
  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    place.textContent = chosen ? ` (${chosen})` : "";
  };
  boxes.forEach((box) => box.addEventListener("change", count));
  count();
})();
