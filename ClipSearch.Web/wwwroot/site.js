'use strict';

// What htmx leaves to a page: the box and the title follow the address, a dead connection gets its sentence, and what
// changed is said aloud. Without this file, and without htmx, every link and form still works.

const byId = id => document.getElementById(id);

function titleFor(query) {
  return query ? `${query} – ClipSearch` : 'ClipSearch';
}

function followAddress() {
  document.title = titleFor(new URLSearchParams(location.search).get('q')?.trim() ?? '');
}

// The box and the filter show what the address asks for.
function fillForm(address) {
  const asked = new URL(address, location.href).searchParams;
  for (const field of document.querySelectorAll('form.search [name]')) field.value = asked.get(field.name)?.trim() ?? '';
}

document.addEventListener('htmx:pushedIntoHistory', followAddress);
document.addEventListener('htmx:historyRestore', () => {
  fillForm(location.href);
  followAddress();
});

// Fields that are left open do not belong into the address.
document.addEventListener('htmx:configRequest', event => {
  for (const [name, value] of Object.entries(event.detail.parameters)) {
    if (value === '' && name !== 'q') delete event.detail.parameters[name];
  }
});

document.addEventListener('htmx:beforeRequest', event => {
  const { elt } = event.detail;
  if (elt.matches('a[hx-push-url]')) fillForm(elt.href);
  byId('results').setAttribute('aria-busy', 'true');
});

document.addEventListener('htmx:afterRequest', () => byId('results').removeAttribute('aria-busy'));

// The link that was pressed for more goes; the keyboard goes on at the first photo that came.
let hitsBefore = 0;
document.addEventListener('htmx:beforeSwap', event => {
  hitsBefore = event.detail.target.id === 'hits' ? event.detail.target.children.length : 0;
});

document.addEventListener('htmx:afterSettle', event => {
  if (hitsBefore > 0) {
    const hits = byId('hits').children;
    hits[hitsBefore]?.querySelector('a').focus({ preventScroll: true });
    hitsBefore = 0;
    byId('announcement').textContent = `${hits.length} photos are shown.`;
    return;
  }
  // The page may have come with a problem for its title, and asked again by itself.
  if (event.detail.target?.id === 'results') followAddress();
  const news = event.detail.target?.querySelector('[data-announce]:not([role=alert])');
  if (news) byId('announcement').textContent = news.textContent.replace(/\s+/g, ' ').trim();
});

for (const failure of ['htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(failure, event => {
    const place = event.detail.target?.id === 'hits' ? byId('more-problem') : byId('results');
    place.replaceChildren(byId('no-answer').content.cloneNode(true));
  });
}

// Back in history keeps the place in the grid; the link itself serves whoever came from elsewhere.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a.back');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const from = document.referrer && new URL(document.referrer);
  if (from && from.origin === location.origin && from.pathname === '/' && history.length > 1) {
    event.preventDefault();
    history.back();
  }
});
