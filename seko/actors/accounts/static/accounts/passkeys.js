// Passkeys: a form with data-passkey ("sign-in", "get" or "create") asks the device before it is sent.
(() => {
  "use strict";

  const known = window.webauthnJSON && window.webauthnJSON.supported();
  const kept = () => JSON.parse(document.getElementById("passkey-data").textContent);

  const ways = {
    "sign-in": async (form) => {
      const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
      return window.webauthnJSON.get(await answer.json());
    },
    get: () => window.webauthnJSON.get(kept().request_options),
    create: () => window.webauthnJSON.create(kept().creation_options),
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!known) continue;
    form.hidden = false;
    const fault = form.querySelector("[data-passkey-fault]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      fault.hidden = true;
      try {
        const credential = await ways[form.dataset.passkey](form);
        form.elements.credential.value = JSON.stringify(credential);
        form.submit();
      } catch {
        fault.hidden = false;
      }
    });
  }
  if (known) for (const missing of document.querySelectorAll("[data-passkey-missing]")) missing.hidden = true;
})();
