// Copies the link to a photo if the browser allows it; otherwise follows it.
document.addEventListener('click', async event => {
  const link = event.target.closest?.('a[data-copied]');
  if (!link || !navigator.clipboard || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
    link.nextElementSibling.textContent = link.dataset.copied;
  } catch {
    location.assign(link.href);
  }
});
