// The search form. Searches when the user pauses typing; the box, the filter and the title follow the URL when it changes. Without
// JavaScript or htmx, every link and form still works.

const Pause = 350;
const LeastCharacters = 2;

const searchForm = () => document.querySelector('form.search');
const box = () => document.getElementById('q');
const query = () => new URLSearchParams(location.search).get('q')?.trim() ?? '';

// Typing

let pause;

// Whether the URL is that of a text that is still being typed. The next URL replaces it, so that Back returns to the previous search and
// not to a partial word.
let isDraft = false;

function afterPause() {
  clearTimeout(pause);
  pause = setTimeout(() => {
    if ([...box().value.trim()].length >= LeastCharacters) htmx.trigger(searchForm(), 'pause');
  }, Pause);
}

document.addEventListener('input', event => {
  if (event.target.id === 'q' && !event.isComposing) afterPause();
});
document.addEventListener('compositionend', event => {
  if (event.target.id === 'q') afterPause();
});
document.addEventListener('focusout', event => {
  if (event.target.id === 'q') settle();
});

// A search is added to the recent searches when typing ends, or when it is submitted again.
const tellSettled = () => document.dispatchEvent(new Event('search:settled'));

function settle() {
  isDraft = false;
  tellSettled();
}

document.addEventListener('submit', event => {
  if (event.target === searchForm() && box().value.trim() === query()) tellSettled();
});

// Any request for results, by the form or a link, cancels a pending search. The box moves immediately rather than when the response
// arrives.
document.addEventListener('htmx:beforeRequest', event => {
  if (event.detail.target.id !== 'results') return;
  clearTimeout(pause);
  if (!event.detail.elt.matches('.clear')) document.querySelector('.asking').classList.remove('home');
});

document.addEventListener('htmx:beforeOnLoad', event => {
  const form = event.target;
  if (!form.matches?.('form.search')) return;
  form.removeAttribute(isDraft ? 'hx-push-url' : 'hx-replace-url');
  form.setAttribute(isDraft ? 'hx-replace-url' : 'hx-push-url', 'true');
  isDraft = event.detail.requestConfig.triggeringEvent?.type === 'pause' && document.activeElement === box();
});

// A replaced URL must not take one of the few entries of htmx's history cache.
document.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.requestConfig.elt.hasAttribute('hx-replace-url')) document.body.setAttribute('hx-history', 'false');
});
document.addEventListener('htmx:afterSwap', () => document.body.removeAttribute('hx-history'));

// Discards pending searches of the page that the user has left.
addEventListener('popstate', () => {
  clearTimeout(pause);
  isDraft = false;
  if (searchForm()) htmx.trigger(searchForm(), 'htmx:abort');
});

// Clearing

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || event.target.id !== 'q' || event.isComposing || event.defaultPrevented || event.target.value === '') return;
  event.preventDefault();
  searchForm().querySelector('.clear').click();
});
document.addEventListener('click', event => {
  if (event.target.closest('.clear')) box().focus();
});

// Filter

document.addEventListener('change', event => {
  const form = event.target.form;
  if (!form?.matches('form.search') || event.target.id === 'q') return;
  if (box().value.trim() || form.querySelector('.like')) form.requestSubmit();
});

// Empty fields are left out of the URL.
document.addEventListener('htmx:configRequest', event => {
  for (const [name, value] of Object.entries(event.detail.parameters)) {
    if (value === '' && name !== 'q') delete event.detail.parameters[name];
  }
});

// Following the URL

function followAddress() {
  // While a photo is open, the title is the photo's; closing it restores the list's title.
  if (document.querySelector('dialog.lightbox')) return;
  document.title = query() ? `${query()} – ClipSearch` : 'ClipSearch';
  const asked = new URLSearchParams(location.search);
  const isLike = asked.has('like') || asked.has('picture');
  if (!isLike) searchForm()?.querySelector('.like')?.remove();
  document.querySelector('.asking')?.classList.toggle('home', !isLike && !asked.has('q'));
}

// Sets the box and the filter to the values of a URL.
function fillForm(address) {
  const asked = new URL(address, location.href).searchParams;
  for (const field of searchForm()?.elements ?? []) {
    if (field.name) field.value = asked.get(field.name)?.trim() ?? '';
  }
}

document.addEventListener('htmx:pushedIntoHistory', followAddress);
document.addEventListener('htmx:replacedInHistory', followAddress);
document.addEventListener('htmx:historyRestore', () => {
  fillForm(location.href);
  followAddress();
});
document.addEventListener('htmx:beforeRequest', event => {
  if (event.detail.elt.matches('a[hx-push-url]')) fillForm(event.detail.elt.href);
});

// The page may have loaded with a problem as its title and then retried by itself.
document.addEventListener('htmx:afterSettle', event => {
  if (event.detail.target?.id !== 'results') return;
  followAddress();
  if (!isDraft) settle();
});
