// Lists of photos go on while somebody scrolls, by their link to more. Every few pages it waits to be pressed, so that what
// lies below can be reached. Without this file the link leads to the next page.

const PagesAtMost = 5;

const link = () => document.querySelector('#more .more[hx-get]');
const photos = () => document.querySelectorAll('#hits > [data-photo], .photos > li');

// More comes where the end of the photos is seen; once somebody scrolls, one and a half windows before that, or behind it.
let pages = 0;
let nearness;
let watched;

function watchEnd() {
  const more = link();
  // The link that is still there has failed: it is not asked again and again.
  if (more === watched) return;
  nearness?.disconnect();
  watched = more;
  holdLastRow();
  if (!more || pages >= PagesAtMost) return;
  nearness = new IntersectionObserver(
    ([end]) => {
      if (end.isIntersecting) htmx.trigger(more, 'near');
    },
    { rootMargin: scrollY > 0 ? '150% 0px' : '0px' });
  nearness.observe(more);
}

// The last row has another shape once more has come: it is shown with what fills it, so that nothing in sight jumps.
function holdLastRow() {
  showLastRow();
  link()?.toggleAttribute('data-waits', pages >= PagesAtMost);
  const last = [...photos()].at(-1);
  if (!link() || pages >= PagesAtMost || !last || last.parentElement.firstElementChild.offsetTop === last.offsetTop) return;
  for (let photo = last; photo.offsetTop === last.offsetTop; photo = photo.previousElementSibling) photo.classList.add('held');
}

function showLastRow() {
  document.querySelectorAll('.held').forEach(photo => photo.classList.remove('held'));
}

document.addEventListener('htmx:afterRequest', event => {
  if (event.detail.elt === link() && !event.detail.successful) showLastRow();
});
addEventListener('resize', holdLastRow);

let isAtTop = true;
addEventListener('scroll', () => {
  if (isAtTop === (scrollY === 0)) return;
  isAtTop = !isAtTop;
  watched = undefined;
  watchEnd();
}, { passive: true });

// The link that was pressed goes; the keyboard goes on at the first photo that came.
let photosBefore = 0;
let wasAtEnd = false;

document.addEventListener('htmx:beforeSwap', event => {
  const { elt, triggeringEvent } = event.detail.requestConfig;
  if (elt !== link()) {
    if (event.detail.target.id === 'results') pages = 0;
    return;
  }
  pages = triggeringEvent?.type === 'near' ? pages + 1 : 0;
  photosBefore = photos().length;
  wasAtEnd = document.activeElement === elt;
});

// Where the library has grown meanwhile, photos that were shown come again.
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
  if (wasAtEnd) shown[Math.min(photosBefore, shown.length - 1)].querySelector('a').focus({ preventScroll: true });
  photosBefore = 0;
  const announcement = document.getElementById('announcement');
  announcement.textContent = announcement.dataset.shown.replace('{0}', shown.length);
});

document.addEventListener('htmx:historyRestore', watchEnd);
watchEnd();
