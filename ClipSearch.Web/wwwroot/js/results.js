// What came is said aloud; more of it comes while somebody scrolls, and keeps the keyboard's place; a dead connection gets
// its sentence.

const byId = id => document.getElementById(id);
// The line between good and weaker matches is an item of the list, too.
const hitsShown = () => document.querySelectorAll('#hits > [data-photo]');

document.addEventListener('htmx:beforeRequest', event => {
  if (event.detail.target.id === 'results') event.detail.target.setAttribute('aria-busy', 'true');
});
document.addEventListener('htmx:afterRequest', event => {
  if (event.detail.target.id === 'results') byId('results')?.removeAttribute('aria-busy');
});

// More comes where the end of the photos is seen; once somebody scrolls, one and a half windows before that.
let nearness;
let watched;

function watchEnd() {
  const more = document.querySelector('#more .more');
  // The link that is still there has failed: it is not asked again and again.
  if (more === watched) return;
  nearness?.disconnect();
  watched = more;
  if (!more) return;
  nearness = new IntersectionObserver(
    ([end]) => {
      if (end.isIntersecting) htmx.trigger(more, 'near');
    },
    { rootMargin: scrollY > 0 ? '0px 0px 150% 0px' : '0px' });
  nearness.observe(more);
}

let isAtTop = true;
addEventListener('scroll', () => {
  if (isAtTop === (scrollY === 0)) return;
  isAtTop = !isAtTop;
  watched = undefined;
  watchEnd();
}, { passive: true });

// The link that was pressed for more goes; the keyboard goes on at the first photo that came.
let hitsBefore = 0;
let wasAtEnd = false;
document.addEventListener('htmx:beforeSwap', event => {
  const isMore = event.detail.target.id === 'hits';
  hitsBefore = isMore ? hitsShown().length : 0;
  wasAtEnd = isMore && document.activeElement === event.detail.requestConfig.elt;
});

// Where the library has grown meanwhile, photos that were shown come again.
document.addEventListener('htmx:afterSwap', event => {
  if (event.detail.target?.id !== 'hits') return;
  const seen = new Set();
  for (const hit of event.detail.target.querySelectorAll('[data-photo]')) {
    if (seen.has(hit.dataset.photo)) hit.remove();
    seen.add(hit.dataset.photo);
  }
});

document.addEventListener('htmx:afterSettle', event => {
  watchEnd();
  if (hitsBefore > 0) {
    const hits = hitsShown();
    if (wasAtEnd) hits[Math.min(hitsBefore, hits.length - 1)].querySelector('a').focus({ preventScroll: true });
    hitsBefore = 0;
    const announcement = byId('announcement');
    announcement.textContent = announcement.dataset.shown.replace('{0}', hits.length);
    return;
  }
  const news = event.detail.target?.querySelector('[data-announce]:not([role=alert])');
  if (news) byId('announcement').textContent = news.textContent.replace(/\s+/g, ' ').trim();
});

document.addEventListener('htmx:historyRestore', watchEnd);
watchEnd();

for (const failure of ['htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(failure, event => {
    const place = ['hits', 'months', 'photos'].includes(event.detail.target?.id) ? byId('more-problem') : byId('results');
    place?.replaceChildren(byId('no-answer').content.cloneNode(true));
  });
}
