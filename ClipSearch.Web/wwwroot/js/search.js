// The box and the form around it. What is typed is searched for once somebody pauses; the box, the filter and the title
// follow the address, whichever way it changes. Without this file, and without htmx, every link and form still works.

const Pause = 350;
const LeastCharacters = 2;

const searchForm = () => document.querySelector('form.search');
const box = () => document.getElementById('q');
const query = () => new URLSearchParams(location.search).get('q')?.trim() ?? '';

// Typing

let pause;

// Whether the address is that of a text on which somebody is still at work. It is replaced by the next one, so that Back
// leads to the search before and not to half a word.
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

// A search counts as made once it is not a draft any more, or is asked for while it is shown.
const tellSettled = () => document.dispatchEvent(new Event('search:settled'));

function settle() {
  isDraft = false;
  tellSettled();
}

document.addEventListener('submit', event => {
  if (event.target === searchForm() && box().value.trim() === query()) tellSettled();
});

// Any request for results, of this form or a link, makes a pending one needless. The box makes room at once, not under the
// eyes of somebody who waits for the answer.
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

// An address that is replaced needs no place among the few pages that htmx keeps for Back.
document.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.requestConfig.elt.hasAttribute('hx-replace-url')) document.body.setAttribute('hx-history', 'false');
});
document.addEventListener('htmx:afterSwap', () => document.body.removeAttribute('hx-history'));

// What comes after somebody went back belongs to the page that they left.
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

// Fields that are left open do not belong into the address.
document.addEventListener('htmx:configRequest', event => {
  for (const [name, value] of Object.entries(event.detail.parameters)) {
    if (value === '' && name !== 'q') delete event.detail.parameters[name];
  }
});

// Following the address

function followAddress() {
  // An open photo has the title; the list's comes back with it.
  if (document.querySelector('dialog.lightbox')) return;
  document.title = query() ? `${query()} – ClipSearch` : 'ClipSearch';
  const asked = new URLSearchParams(location.search);
  const isLike = asked.has('like') || asked.has('picture');
  if (!isLike) searchForm()?.querySelector('.like')?.remove();
  document.querySelector('.asking')?.classList.toggle('home', !isLike && !asked.has('q'));
}

// The box and the filter show what the address asks for.
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

// The page may have come with a problem for its title, and asked again by itself.
document.addEventListener('htmx:afterSettle', event => {
  if (event.detail.target?.id !== 'results') return;
  followAddress();
  if (!isDraft) settle();
});
