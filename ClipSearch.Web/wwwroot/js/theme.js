// Dark or light as this browser was told, else as it prefers. This file is read before the page is drawn, so that none
// flashes up in the wrong colours; the switch, which does nothing without it, is shown by it.
(() => {
  const root = document.documentElement;

  // A browser that keeps nothing for this site still switches the page.
  const kept = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
  const keep = theme => { try { localStorage.setItem('theme', theme); } catch { /* for this page alone, then */ } };

  function apply(theme) {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  function show() {
    for (const choice of document.querySelectorAll('.theme input')) choice.checked = choice.value === (root.dataset.theme ?? 'system');
    for (const group of document.querySelectorAll('.theme')) group.hidden = false;
  }

  apply(kept());
  document.addEventListener('DOMContentLoaded', show);
  document.addEventListener('htmx:historyRestore', show);
  document.addEventListener('change', event => {
    if (!event.target.matches('.theme input')) return;
    keep(event.target.value);
    apply(event.target.value);
  });
  addEventListener('storage', event => {
    if (event.key !== 'theme') return;
    apply(event.newValue);
    show();
  });
})();
