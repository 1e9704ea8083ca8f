// Keyboard shortcuts: to the search box, from photo to photo, to a page, and ? for the overview. They are inactive in text fields.
// Single-letter shortcuts, which interfere with speech input, can be turned off in the overview.

const Patience = 1500; // milliseconds between g and its letter
const Tiles = 'main li:not(.held) > a:has(.picture)';
let went = -Infinity;

const areOff = () => { try { return localStorage.getItem('keys') === 'off'; } catch { return false; } };
const overview = () => document.getElementById('keys');

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches('input, textarea, select, [contenteditable]') || document.querySelector('dialog[open], [aria-modal=true]')) return;
  if (event.key.startsWith('Arrow') ? step(event) : !areOff() && press(event)) event.preventDefault();
});

function press({ key, shiftKey }) {
  const isGoing = performance.now() - went < Patience;
  went = -Infinity;
  if (isGoing) return go(key);
  switch (key) {
    case '/':
    case 's': return toBox();
    case '?': return open();
    case 'x':
    case 'X': return tell(focused(), 'photo:select', { isRange: shiftKey });
    case 'a': return toSelection();
    case 'g':
      went = performance.now();
      return true;
  }
}

function go(letter) {
  const link = [...document.querySelectorAll('[data-go]')].find(each => each.dataset.go === letter);
  link?.click();
  return Boolean(link);
}

function toBox() {
  const box = document.getElementById('q');
  if (!box) return go('s');
  box.focus();
  box.select();
  scrollTo({ top: 0 });
  return true;
}

function toSelection() {
  const action = document.querySelector('#selection:not([hidden]) button');
  action?.focus();
  return Boolean(action);
}

// Returns the photo that is focused, or whose check mark is.
const focused = () => document.activeElement?.closest('li')?.querySelector(':scope > a:has(.picture)');

// Passes a shortcut on to js/select.js.
function tell(tile, name, detail) {
  tile?.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  return Boolean(tile);
}

// Moves from the focused photo to a neighbour, or to the first visible photo if none is focused. With Shift, the selection extends there.
function step({ key, shiftKey }) {
  const tiles = [...document.querySelectorAll(Tiles)];
  const from = focused();
  const at = tiles.indexOf(from);
  const forward = getComputedStyle(document.documentElement).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  let next;
  if (at >= 0) {
    if (key === 'ArrowUp' || key === 'ArrowDown') next = beyond(tiles, tiles[at], key === 'ArrowDown');
    else next = tiles[key === forward ? at + 1 : at - 1];
  } else if (key === forward && (document.activeElement ?? document.body) === document.body) {
    next = tiles.find(tile => tile.getBoundingClientRect().top >= 0);
  }
  next?.focus();
  if (shiftKey && from && next) tell(next, 'photo:extend', { from });
  return Boolean(next);
}

// Returns the photo of the next row, up or down, whose centre is nearest to that of the current one.
function beyond(tiles, from, down) {
  const place = from.getBoundingClientRect();
  const middle = box => (box.left + box.right) / 2;
  const others = tiles.map(tile => [tile, tile.getBoundingClientRect()])
    .filter(([, box]) => down ? box.top >= place.bottom - 1 : box.bottom <= place.top + 1);
  const row = down ? Math.min(...others.map(([, box]) => box.top)) : Math.max(...others.map(([, box]) => box.bottom));
  const inRow = others.filter(([, box]) => Math.abs((down ? box.top : box.bottom) - row) < 2);
  inRow.sort(([, one], [, other]) => Math.abs(middle(one) - middle(place)) - Math.abs(middle(other) - middle(place)));
  return inRow[0]?.[0];
}

function open() {
  const dialog = overview();
  dialog.querySelector('.keys-on input').checked = !areOff();
  dialog.querySelector('.keys-on').hidden = false;
  dialog.showModal();
  return true;
}

document.addEventListener('click', event => {
  if (event.target.closest?.('a[href="#keys"]')) {
    event.preventDefault();
    open();
  } else if (event.target === overview()) {
    overview().close(); // a click on the backdrop
  }
});

document.addEventListener('change', event => {
  if (!event.target.matches('.keys-on input')) return;
  try { localStorage.setItem('keys', event.target.checked ? 'on' : 'off'); } catch { /* without storage they stay on */ }
});
