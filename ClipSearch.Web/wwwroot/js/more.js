// Infinite scrolling, by the list's link to more photos. Every few pages the user must press the link, so that the content below the list
// can be reached. Without JavaScript, the link leads to the next page.

const MaxPages = 5;

const link = () => document.querySelector('#more .more[hx-get]');
const photos = () => document.querySelectorAll('#hits > [data-photo], .photos > li');

let pages = 0;
// A failed link is not retried automatically.
let failed;
const comesByItself = () => link() !== null && link() !== failed && pages < MaxPages;

// Loads more when the end of the list is visible; after the first scroll, one and a half viewports earlier.
let hasScrolled = scrollY > 0;
let nearness;
let watched;

function watchEnd() {
  holdLastRow();
  if (link() === watched) return;
  nearness?.disconnect();
  watched = link();
  if (!comesByItself()) return;
  nearness = new IntersectionObserver(
    ([end]) => {
      if (end.isIntersecting) htmx.trigger(watched, 'near');
    },
    { rootMargin: hasScrolled ? '150% 0px' : '0px' });
  nearness.observe(watched);
}

addEventListener('scroll', () => {
  if (hasScrolled) return;
  hasScrolled = true;
  watched = undefined;
  watchEnd();
}, { passive: true });

// Loading more changes the layout of the last row. It stays hidden until the next photos complete it, to avoid a layout shift.
function holdLastRow() {
  document.querySelectorAll('.held').forEach(photo => photo.classList.remove('held'));
  link()?.toggleAttribute('data-waits', !comesByItself());
  const last = [...photos()].at(-1);
  if (!comesByItself() || !last || last.parentElement.firstElementChild.offsetTop === last.offsetTop) return;
  for (let photo = last; photo.offsetTop === last.offsetTop; photo = photo.previousElementSibling) photo.classList.add('held');
}
addEventListener('resize', holdLastRow);

document.addEventListener('htmx:afterRequest', event => {
  if (event.detail.elt !== link() || event.detail.successful) return;
  failed = link();
  holdLastRow();
});

// The pressed link is removed, so the focus moves to the first new photo.
let photosBefore = 0;
let wasAtEnd = false;
let firstHeld;

document.addEventListener('htmx:beforeSwap', event => {
  const { requestConfig: { elt, triggeringEvent }, target, isError } = event.detail;
  if (elt !== link()) {
    if (target.id !== 'results') return;
    pages = 0;
    hasScrolled = false;
  } else if (!isError) {
    pages = triggeringEvent?.type === 'near' ? pages + 1 : 0;
    photosBefore = photos().length;
    wasAtEnd = document.activeElement === elt;
    firstHeld = document.querySelector('.held');
  }
});

// If the library has grown meanwhile, photos that are already shown are returned again.
document.addEventListener('htmx:afterSwap', () => {
  if (photosBefore > 0) {
    const seen = new Set();
    for (const photo of photos()) {
      if (seen.has(photo.id)) photo.remove();
      seen.add(photo.id);
    }
  }
  holdLastRow();
});

document.addEventListener('htmx:afterSettle', () => {
  watchEnd();
  if (photosBefore === 0) return;
  const shown = photos();
  if (wasAtEnd) (firstHeld ?? shown[Math.min(photosBefore, shown.length - 1)]).querySelector('a').focus({ preventScroll: true });
  photosBefore = 0;
  const announcement = document.getElementById('announcement');
  announcement.textContent = announcement.dataset.shown.replace('{0}', shown.length);
});

document.addEventListener('htmx:historyRestore', () => {
  pages = 0;
  watchEnd();
});
holdLastRow();
// htmx processes the page when it is complete, and would miss an earlier event.
document.addEventListener('DOMContentLoaded', watchEnd);
