// Marks the current month in the list of months and in the URL, so that a reload or Back returns to it. Without JavaScript, the list and
// the form still link to each month.

const jump = document.querySelector('.jump select');
const months = document.getElementById('months');
const links = new Map([...document.querySelectorAll('.scrubber a[data-month]')].map(link => [link.dataset.month, link]));

jump?.addEventListener('change', () => jump.form.requestSubmit());

// The topmost month in the upper 30 % of the viewport is current.
const inSight = new Set();
const sight = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) inSight[isIntersecting ? 'add' : 'delete'](target);
  const [top] = [...inSight].sort((a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  if (top) mark(top.dataset.month);
}, { rootMargin: '0px 0px -70%' });

let marked = document.querySelector('.scrubber [aria-current]');
let rest;

function mark(month) {
  const link = links.get(month);
  if (!link || link === marked) return;
  marked?.removeAttribute('aria-current');
  link.setAttribute('aria-current', 'true');
  marked = link;
  jump.value = month;
  link.closest('details').open = true;
  const list = link.closest('.scrubber');
  const [place, room] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  if (place.top < room.top || place.bottom > room.bottom) list.scrollTop += place.top - room.top - room.height / 2;
  // Browsers limit the rate of URL changes, so the URL is updated when scrolling stops.
  clearTimeout(rest);
  rest = setTimeout(() => {
    // The lightbox may have changed the URL meanwhile.
    if (location.pathname !== link.pathname) return;
    history.scrollRestoration = 'manual';
    history.replaceState(history.state, '', link.href);
  }, 400);
}

const watch = () => months?.querySelectorAll('.month').forEach(month => sight.observe(month));
document.addEventListener('htmx:afterSettle', watch);
watch();
