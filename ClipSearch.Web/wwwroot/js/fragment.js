// Requests of scripts that show the response in the page.

/** Sends a form. */
export const send = form => fragment(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(new FormData(form)) });

/** Sends a request as htmx does: the response, including a problem, is an HTML fragment. */
export async function fragment(address, request = {}) {
  try {
    const response = await fetch(address, { ...request, headers: { 'HX-Request': 'true' } });
    const isText = response.headers.get('Content-Type')?.startsWith('text/html');
    return {
      isProblem: !response.ok,
      content: document.createRange().createContextualFragment(isText ? await response.text() : ''),
      address: response.url,
    };
  } catch {
    return { isProblem: true, content: document.getElementById('no-answer').content.cloneNode(true) };
  }
}

/** Gives an item of a list the new id, and so the new URLs, of its photo after it was restored. */
export function renumber(item, tile, id, restored) {
  const old = new RegExp(`(?<=${tile.pathname.slice(0, -id.length)}|^photo-)${id}(?!\\d)`, 'g');
  for (const element of [item, ...item.querySelectorAll('*')]) {
    for (const attribute of element.attributes) attribute.value = attribute.value.replace(old, restored);
  }
  tile.dataset.id = restored;
  if (item.dataset.photo) item.dataset.photo = restored;
}
