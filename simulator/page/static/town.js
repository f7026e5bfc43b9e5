// Without this file the page refreshes whole; with it only what changed is replaced, and the focus stays where it was.
"use strict";
const PAUSE_MS = 1000;
async function refresh() {
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const old of document.querySelectorAll("[data-live]")) replace(old, fresh.getElementById(old.id));
    } catch {
      for (const stamp of document.querySelectorAll(".stamp")) stamp.classList.add("stale");
    }
  }
  setTimeout(refresh, PAUSE_MS);
}
function replace(old, fresh) {
  if (!fresh || old.isEqualNode(fresh)) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  const before = old.querySelector("img.still");
  const after = fresh.querySelector("img.still");
  if (before && after) {
    const next = new Image();
    next.onload = () => { after.src = next.src; swap(old, fresh, focused); };
    next.src = after.src;
    after.src = before.src;
  } else swap(old, fresh, focused);
}
function swap(old, fresh, focused) {
  old.replaceWith(fresh);
  if (focused) document.getElementById(focused)?.focus();
}
if (document.querySelector("[data-live]")) setTimeout(refresh, PAUSE_MS);
document.querySelector(".summary")?.focus();
