// Every page works without this. It spares a wait and a mouse: keys, focus on what is wrong, a busy word, fresh tables.
'use strict';
const keys = document.body.hasAttribute('data-keys');
const typing = e => e.isComposing || e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input:not([type=radio]):not([type=checkbox]),textarea,select,[contenteditable]');

// Chinese input methods: half-typed pinyin is nobody's search word yet
document.addEventListener('input', e => { if (e.isComposing) e.stopImmediatePropagation(); }, true);
document.addEventListener('compositionend', e => e.target.dispatchEvent(new Event('input', {bubbles: true})), true);

const summary = document.getElementById('errors');
if (summary) summary.focus();

document.addEventListener('submit', e => {
  const button = e.submitter;
  if (!button || !button.dataset.busy) return;
  if (button.getAttribute('aria-busy')) { e.preventDefault(); return; }
  button.setAttribute('aria-busy', 'true');
  (button.querySelector('.label') || button).textContent = button.dataset.busy;
});
addEventListener('pageshow', e => { if (e.persisted) location.reload(); });

function move(by) {
  const rows = [...document.querySelectorAll('[data-rows] > tr')].filter(row => row.querySelector('a'));
  const at = rows.findIndex(row => row.classList.contains('current'));
  const to = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  if (!to) return;
  rows.forEach(row => row.classList.toggle('current', row === to));
  to.querySelector('a').focus();
}

document.addEventListener('keydown', e => {
  if (!keys || e.defaultPrevented || typing(e) && e.key !== 'Escape' || e.isComposing) return;
  const key = e.key.toLowerCase();
  if (key === 'j' || key === 'k') return move(key === 'j' ? 1 : -1);
  const current = document.querySelector('[data-rows] > .current a');
  if (key === 'o' && current) return current.click();
  const pressed = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!pressed) return;
  e.preventDefault();
  if (pressed.type === 'radio') { pressed.checked = true; pressed.focus(); } else if (pressed.matches('input')) pressed.focus(); else pressed.click();
});

for (const part of document.querySelectorAll('[data-live][id]')) {
  setInterval(async () => {
    if (document.hidden || part.contains(document.activeElement)) return;
    const answer = await fetch(location.href, {headers: {accept: 'text/html'}}).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(part.id);
    if (fresh && !part.contains(document.activeElement)) part.innerHTML = fresh.innerHTML;
  }, part.dataset.live * 1000);
}
