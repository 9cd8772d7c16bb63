"use strict";
// The terminal's script marks the page: -first-byte when the app is there, -closed when it ended.
document.addEventListener("DOMContentLoaded", () => {
  const body = document.body;
  new MutationObserver(() => {
    document.getElementById("note").hidden = body.classList.contains("-first-byte");
    document.getElementById("closed").hidden = !body.classList.contains("-closed");
  }).observe(body, { attributes: true, attributeFilter: ["class"] });
  document.getElementById("again").addEventListener("click", () => window.location.reload());
});
