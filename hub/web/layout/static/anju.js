// Every page works without this. It spares a wait and a mouse: keys, focus on what is wrong, a busy word, fresh tables.
'use strict';
const keys = document.body.hasAttribute('data-keys');
const field = 'input:not([type=radio]):not([type=checkbox]),textarea,select';

// Chinese input methods: half-typed pinyin is nobody's search word yet
document.addEventListener('input', e => { if (e.isComposing) e.stopImmediatePropagation(); }, true);
document.addEventListener('compositionend', e => e.target.dispatchEvent(new Event('input', {bubbles: true})), true);

const summary = document.getElementById('errors');
if (summary) summary.focus();
addEventListener('pageshow', e => { if (e.persisted) location.reload(); });

document.addEventListener('submit', e => {
  const button = e.submitter;
  if (!button || !button.dataset.busy) return;
  if (button.hasAttribute('aria-busy')) return e.preventDefault();
  button.setAttribute('aria-busy', 'true');
  (button.querySelector('.label') || button).textContent = button.dataset.busy;
});

function move(by) {
  const rows = [...document.querySelectorAll('[data-rows] > tr')].filter(row => row.querySelector('a'));
  const at = rows.findIndex(row => row.classList.contains('current'));
  const to = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  rows.forEach(row => row.classList.toggle('current', row === to));
  if (to) to.querySelector('a').focus();
}

// Single keys can be switched off in the account (WCAG 2.1.4); while somebody types they are letters
document.addEventListener('keydown', e => {
  if (!keys || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || e.target.closest(field)) return;
  const key = e.key.toLowerCase();
  if (key === 'j' || key === 'k') return move(key === 'j' ? 1 : -1);
  const pressed = document.querySelector(key === 'o' ? '[data-rows] > .current a' : `[data-key="${CSS.escape(key)}"]`);
  if (!pressed) return;
  e.preventDefault();
  if (pressed.type === 'radio') pressed.checked = true;
  if (pressed.matches('input')) pressed.focus(); else pressed.click();
});

for (const part of document.querySelectorAll('[data-live][id]')) {
  setInterval(async () => {
    if (document.hidden || part.contains(document.activeElement)) return;
    const answer = await fetch(location.href, {headers: {accept: 'text/html'}}).catch(() => null);
    const well = answer && answer.ok && !answer.redirected;
    const fresh = well && new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [old, stamp] = [document, fresh || document].map(page => page.querySelector('.stamp'));
    if (old) { if (fresh && stamp) old.innerHTML = stamp.innerHTML; old.classList.toggle('stale', !fresh); }
    const same = fresh && fresh.getElementById(part.id);
    if (same && !part.contains(document.activeElement)) part.innerHTML = same.innerHTML;
  }, part.dataset.live * 1000);
}
