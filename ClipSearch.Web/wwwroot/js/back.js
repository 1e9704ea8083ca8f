// Navigation of a photo's own page, outside the lightbox: Back restores the position in the list, the arrow keys show the previous or next
// photo. These replace the history entry, so that one step leads back to the list.

const leftAs = event => event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;

document.addEventListener('click', event => {
  const link = event.target.closest?.('a.back, .photo a.step');
  if (!link || leftAs(event)) return;
  if (link.matches('.step')) {
    event.preventDefault();
    location.replace(link.href);
  } else if (isBefore(new URL(link.href))) {
    event.preventDefault();
    history.back();
  }
});

document.addEventListener('keydown', event => {
  const side = { ArrowLeft: 'prev', ArrowRight: 'next' }[event.key];
  if (!side || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.target.closest('input, textarea, select, dialog')) return;
  const link = document.querySelector(`.photo a.step[rel=${side}]`);
  if (link) location.replace(link.href);
});

// Returns whether the previous history entry is the list.
function isBefore(list) {
  const before = window.navigation?.entries()[navigation.currentEntry.index - 1]?.url ?? document.referrer;
  return before && history.length > 1 && new URL(before).origin === list.origin && new URL(before).pathname === list.pathname;
}
