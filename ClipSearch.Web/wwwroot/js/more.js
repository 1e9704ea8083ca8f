// Lists go on as the reader nears their end, by pressing their link to more. After some pages it waits to be pressed, so
// that what lies below can be reached. Without this file the link leads to the next page.

const pagesAtMost = 5;
let pages = 0;
let first = null;

const near = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    if (pages++ < pagesAtMost) target.click();
  }
}, { rootMargin: '0px 0px 1200px' });

const link = () => document.querySelector('#more a.more');
const photos = () => document.querySelectorAll('.photos > li');
const watch = () => link() && near.observe(link());

document.addEventListener('htmx:beforeRequest', event => {
  const pressed = event.detail.elt;
  if (pressed !== link()) return;
  // Whoever pressed it with the keyboard goes on at the first photo that comes.
  first = document.activeElement === pressed ? photos().length : null;
  if (first !== null) pages = 0;
});

document.addEventListener('htmx:afterSettle', event => {
  if (!event.detail.requestConfig?.elt.matches('a.more')) return;
  const shown = photos();
  if (first !== null) shown[first]?.querySelector('a').focus({ preventScroll: true });
  first = null;
  const words = event.detail.requestConfig.elt.dataset.shown;
  document.getElementById('announcement').textContent = words.replace('{0}', shown.length);
  watch();
});

watch();
