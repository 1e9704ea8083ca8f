// Announces results to screen readers, and shows an error message if the connection fails.

const byId = id => document.getElementById(id);

document.addEventListener('htmx:beforeRequest', event => {
  if (event.detail.target.id === 'results') event.detail.target.setAttribute('aria-busy', 'true');
});
document.addEventListener('htmx:afterRequest', event => {
  if (event.detail.target.id === 'results') byId('results')?.removeAttribute('aria-busy');
});

document.addEventListener('htmx:afterSettle', event => {
  const news = event.detail.target?.querySelector('[data-announce]:not([role=alert])');
  if (news && event.detail.target.id === 'results') byId('announcement').textContent = news.textContent.replace(/\s+/g, ' ').trim();
});

for (const failure of ['htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(failure, event => {
    const place = event.detail.elt?.matches('.more') ? byId('more-problem') : byId('results');
    place?.replaceChildren(byId('no-answer').content.cloneNode(true));
  });
}
