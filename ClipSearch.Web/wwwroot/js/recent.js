// Shows the recent searches below the search box. They are stored only in this browser.

const Key = 'recent-searches';
const Most = 8;
const Longest = 200;
// A proxy can publish the site below a path.
const Home = new URL('..', import.meta.url).pathname;

function read() {
  try {
    const texts = JSON.parse(localStorage.getItem(Key));
    return Array.isArray(texts) ? texts.filter(text => typeof text === 'string') : [];
  } catch {
    return [];
  }
}

function keep(texts) {
  try {
    if (texts.length > 0) localStorage.setItem(Key, JSON.stringify(texts.slice(0, Most)));
    else localStorage.removeItem(Key);
  } catch {
    // Without storage there are no recent searches.
  }
  show();
}

function remember() {
  const text = new URLSearchParams(location.search).get('q')?.trim() ?? '';
  if (text === '' || text.length > Longest || text === read()[0] || !document.querySelector('#results .summary')) return;
  keep([text, ...read().filter(other => other.toLowerCase() !== text.toLowerCase())]);
}

const list = () => document.querySelector('nav.recent');

function show() {
  const nav = list();
  if (!nav) return;
  const texts = read();
  const item = nav.querySelector('template').content;
  nav.hidden = texts.length === 0;
  nav.querySelector('ul').replaceChildren(...texts.map(text => {
    const line = item.cloneNode(true);
    const [link, button] = [line.querySelector('a'), line.querySelector('button')];
    link.textContent = text;
    link.href = `${Home}?q=${encodeURIComponent(text)}`;
    link.setAttribute('hx-get', link.getAttribute('href'));
    button.setAttribute('aria-label', button.getAttribute('aria-label').replace('{0}', text));
    return line;
  }));
  htmx.process(nav);
}

// On a results page the list opens while the box or the list has the focus.

const open = isOpen => list()?.classList.toggle('open', isOpen);

document.addEventListener('focusin', event => {
  if (event.target.id === 'q') open(true);
  else if (!event.target.closest('nav.recent')) open(false);
});
document.addEventListener('focusout', event => {
  if (!event.relatedTarget) open(false);
});
document.addEventListener('pointerdown', event => {
  if (event.target.id === 'q') open(true);
});
// In some browsers a click on a link moves the focus away from the box, which would close the list.
document.addEventListener('mousedown', event => {
  if (event.target.closest?.('nav.recent')) event.preventDefault();
});
document.addEventListener('input', event => {
  if (event.target.id === 'q') open(false);
});
document.addEventListener('htmx:beforeRequest', event => {
  if (event.detail.target.id === 'results') open(false);
});

document.addEventListener('keydown', event => {
  const nav = list();
  const isInBox = event.target.id === 'q';
  if (!nav || nav.hidden || event.isComposing || !(isInBox || nav.contains(event.target))) return;
  const links = [...nav.querySelectorAll('a')];
  const at = links.indexOf(event.target.closest('li')?.querySelector('a'));
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const next = isInBox && event.key === 'ArrowUp' ? undefined : event.key === 'ArrowDown' ? links[at + 1] : links[at - 1] ?? document.getElementById('q');
    if (!next) return;
    event.preventDefault();
    open(true);
    next.focus();
  } else if (event.key === 'Escape' && nav.classList.contains('open') && getComputedStyle(nav).position === 'absolute') {
    event.preventDefault();
    document.getElementById('q').focus();
    open(false);
  }
}, { capture: true });

document.addEventListener('click', event => {
  const button = event.target.closest('nav.recent button');
  if (!button) return;
  if (button.matches('.forget-all')) {
    keep([]);
  } else {
    const text = button.closest('li').querySelector('a').textContent;
    keep(read().filter(other => other !== text));
  }
  (list().querySelector('a') ?? document.getElementById('q')).focus();
});

document.addEventListener('search:settled', remember);
document.addEventListener('htmx:historyRestore', show);
// Searches in other tabs
addEventListener('storage', event => {
  if (event.key === Key) show();
});

remember();
show();
