// Back in history keeps the place in the grid; the link itself serves whoever came from elsewhere.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a.back');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const from = document.referrer && new URL(document.referrer);
  if (from && from.origin === location.origin && ['/', '/browse', '/folders'].includes(from.pathname) && history.length > 1) {
    event.preventDefault();
    history.back();
  }
});
