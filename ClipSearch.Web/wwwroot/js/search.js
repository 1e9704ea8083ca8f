// The box, the filter and the title follow the address, whichever way it changes. Without this file, and without htmx,
// every link and form still works.

function followAddress() {
  const query = new URLSearchParams(location.search).get('q')?.trim() ?? '';
  document.title = query ? `${query} – ClipSearch` : 'ClipSearch';
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
  if (event.detail.elt.matches('a[hx-push-url]')) fillForm(event.detail.elt.href);
});

// The page may have come with a problem for its title, and asked again by itself.
document.addEventListener('htmx:afterSettle', event => {
  if (event.detail.target?.id === 'results') followAddress();
});
