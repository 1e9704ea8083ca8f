// What came is said aloud, more of it keeps the keyboard's place, and a dead connection gets its sentence.

const byId = id => document.getElementById(id);
// A line between good and weaker matches is an item of the list, too.
const photosShown = () => document.querySelectorAll('#hits > li:not(.weaker)');

document.addEventListener('htmx:beforeRequest', () => byId('results')?.setAttribute('aria-busy', 'true'));
document.addEventListener('htmx:afterRequest', () => byId('results')?.removeAttribute('aria-busy'));

// The link that was pressed for more goes; the keyboard goes on at the first photo that came.
let hitsBefore = 0;
document.addEventListener('htmx:beforeSwap', event => {
  hitsBefore = event.detail.target.id === 'hits' ? photosShown().length : 0;
});

document.addEventListener('htmx:afterSettle', event => {
  if (hitsBefore > 0) {
    const hits = photosShown();
    hits[hitsBefore]?.querySelector('a').focus({ preventScroll: true });
    hitsBefore = 0;
    byId('announcement').textContent = `${hits.length} photos are shown.`;
    return;
  }
  const news = event.detail.target?.querySelector('[data-announce]:not([role=alert])');
  if (news) byId('announcement').textContent = news.textContent.replace(/\s+/g, ' ').trim();
});

for (const failure of ['htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(failure, event => {
    const place = event.detail.target?.id === 'hits' ? byId('more-problem') : byId('results');
    place.replaceChildren(byId('no-answer').content.cloneNode(true));
  });
}
