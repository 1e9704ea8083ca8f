// Applies the theme chosen in this browser, by default the system's. It runs before the page is rendered, to avoid a flash of the wrong
// theme; it also shows the theme switch, which needs JavaScript.
(() => {
  const root = document.documentElement;

  // Without storage the switch affects only the current page.
  const kept = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
  const keep = theme => { try { localStorage.setItem('theme', theme); } catch { /* affects only this page */ } };

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
