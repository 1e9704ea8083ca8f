// Selects photos in lists, and offers actions for the selected ones. The first photo is selected with its check mark, with Shift and a click,
// with x, or with a long press; after that, clicks and taps select instead of opening photos. The state is in the check marks, so that it
// follows whatever changes the lists.

import { fragment, renumber, send } from './fragment.js';

const LongPress = 500; // milliseconds, as on phones
const Slip = 10; // pixels by which a finger moves without scrolling

const bar = () => document.getElementById('selection');
const part = selector => bar()?.querySelector(selector);
const outcome = () => document.querySelector('.outcome');

const itemOf = element => element?.closest?.('main li:has(> .select)');
const checkOf = item => item.querySelector(':scope > .select');
const tileOf = item => item.querySelector('a[data-id]');
const items = () => [...document.querySelectorAll('main li:not(.held):has(> .select)')];
const selected = () => [...document.querySelectorAll('main li > .select[aria-checked=true]')].map(check => check.parentElement);
const isSelected = item => checkOf(item).ariaChecked === 'true';
const isSelecting = () => bar()?.hidden === false;

// The photo from which a range extends, and the photos that were selected only by the current range.
let anchor;
let ranged = new Set();

function mark(item, isOn) {
  checkOf(item).ariaChecked = String(isOn);
  item.classList.toggle('selected', isOn);
}

function toggle(item) {
  const isOn = !isSelected(item);
  mark(item, isOn);
  start(isOn ? item : undefined);
  show();
}

function start(item) {
  anchor = item;
  ranged = new Set();
}

// Selects the photos from the anchor to this one, and deselects what an earlier range from the same anchor included beyond.
function extend(item) {
  const all = items();
  const from = anchor?.isConnected && isSelected(anchor) ? all.indexOf(anchor) : -1;
  if (from < 0) {
    mark(item, true);
    start(item);
  } else {
    const to = all.indexOf(item);
    const range = new Set(all.slice(Math.min(from, to), Math.max(from, to) + 1));
    for (const other of ranged) if (!range.has(other) && other.isConnected) mark(other, false);
    ranged = new Set([...range].filter(other => ranged.has(other) || !isSelected(other)));
    for (const other of range) mark(other, true);
  }
  show();
}

function selectAll() {
  for (const item of items()) mark(item, true);
  ranged = new Set();
  show();
}

function clear() {
  const hadFocus = bar()?.contains(document.activeElement);
  const next = anchor?.isConnected ? anchor : selected()[0] ?? items()[0];
  for (const item of selected()) mark(item, false);
  start(undefined);
  if (hadFocus) focus(next);
  show();
}

function focus(item) {
  if (item?.isConnected) tileOf(item).focus({ preventScroll: true });
  else document.querySelector('main a[data-id], #q, main a, .brand')?.focus({ preventScroll: true });
}

// The bar

const language = document.documentElement.lang;
const number = (value, digits = 0) => value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const size = bytes => bytes < 1e6 ? `${number(Math.max(1, bytes / 1e3))} kB` : bytes < 1e9 ? `${number(bytes / 1e6, 1)} MB` : `${number(bytes / 1e9, 1)} GB`;
const filled = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
const say = text => { document.getElementById('announcement').textContent = text; };

// The page ends above the bar, whose height depends on the width of the window and on its texts.
const height = new ResizeObserver(([{ target }]) => document.documentElement.style.setProperty('--dock', `${target.offsetHeight}px`));
let watched;

function watch() {
  const dock = bar()?.parentElement;
  if (dock === watched) return;
  height.disconnect();
  watched = dock;
  if (dock) height.observe(dock);
}

function show(isAnnounced = true) {
  watch();
  if (!bar()) return;
  const photos = selected();
  const wasShown = isSelecting();
  const { shown, one, many, none, zipOne, zipMany, zipPhotos, zipBytes, zipLimit, similar, similarPhotos, similarLimit, trashPhotos, trashLimit } = bar().dataset;
  bar().hidden = photos.length === 0;
  document.body.classList.toggle('selecting', photos.length > 0);
  if (photos.length === 0) {
    if (wasShown && isAnnounced) say(none);
    return;
  }
  if (isAnnounced) dismiss();

  const ids = photos.map(item => tileOf(item).dataset.id).join(',');
  const bytes = photos.reduce((sum, item) => sum + Number(tileOf(item).dataset.bytes), 0);
  const [count, total] = [number(photos.length), size(bytes)];
  const says = photos.length === 1 ? one : filled(many, count);
  part('.chosen strong').textContent = filled(shown, count);
  part('.size').textContent = total;
  part('.done').textContent = '';
  part('.zip span').textContent = filled(photos.length === 1 ? zipOne : zipMany, count, total);
  for (const field of bar().querySelectorAll('form > input[name=id]')) field.value = ids;

  const limits = [];
  const allow = (control, isAllowed, limit) => {
    if (control && !isAllowed) limits.push(limit);
    // Not disabled, which would lose the focus and hide the reason from screen readers.
    control?.toggleAttribute('data-off', !isAllowed);
    if (control) control.ariaDisabled = isAllowed ? null : 'true';
  };
  allow(part('.zip button'), photos.length <= zipPhotos && bytes <= zipBytes, zipLimit);
  allow(part('.find-similar'), photos.length <= similarPhotos, similarLimit);
  allow(part('.to-trash button'), photos.length <= trashPhotos, trashLimit);
  if (photos.length <= similarPhotos) part('.find-similar').href = similar + ids;
  part('.limits').textContent = limits.join(' ');
  part('.limits').hidden = limits.length === 0;
  if (isAnnounced) say([says, ...limits].join('. '));
}

document.addEventListener('click', event => {
  const control = event.target.closest?.('.selection :is(button, a), .outcome .dismiss');
  if (!control) return;
  if (control.hasAttribute('data-off')) event.preventDefault();
  else if (control.matches('.deselect')) clear();
  else if (control.matches('.select-all')) selectAll();
  else if (control.matches('.copy-paths')) copy();
  else if (control.matches('.dismiss')) {
    const next = document.querySelector('main .select')?.parentElement;
    dismiss();
    focus(next);
  }
});

async function copy() {
  const photos = selected();
  const text = photos.map(item => tileOf(item).dataset.path).join('\n');
  const { copied, copiedOne, uncopied } = bar().dataset;
  const isCopied = await navigator.clipboard?.writeText(text).then(() => true, () => false) ?? copyField(text);
  const says = !isCopied ? uncopied : photos.length === 1 ? copiedOne : filled(copied, number(photos.length));
  part('.done').textContent = says;
  say(says);
}

// Browsers offer the clipboard only to sites with https and to localhost.
function copyField(text) {
  const before = document.activeElement;
  const field = Object.assign(document.createElement('textarea'), { value: text, className: 'unseen' });
  bar().append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  before?.focus();
  return isCopied;
}

// The outcome of an action, in place of the bar

function report(content) {
  outcome().firstElementChild.replaceChildren(content);
  outcome().hidden = false;
  outcome().querySelector('form button, .dismiss').focus();
}

function dismiss() {
  const section = outcome();
  if (!section || section.hidden) return;
  section.hidden = true;
  section.firstElementChild.replaceChildren();
}

// The photos that the last action moved to the trash, by their ids there
let gone = new Map();

document.addEventListener('submit', async event => {
  const form = event.target;
  if (!form.matches('.selection .to-trash, .outcome form') || form.ariaBusy === 'true') return;
  event.preventDefault();
  form.ariaBusy = 'true';
  const photos = form.matches('.to-trash') ? new Map(selected().map(item => [tileOf(item).dataset.id, item])) : gone;
  const { isProblem, content } = await sendWithToken(form);
  form.ariaBusy = null;
  const pairs = (content.querySelector('data')?.value ?? '').split(',').filter(Boolean).map(pair => pair.split(':'));
  const says = [...content.querySelectorAll('p, li')].map(line => line.textContent.trim()).join(' ');
  if (isProblem) report(content);
  else if (form.matches('.to-trash')) remove(photos, pairs, content);
  else restore(photos, pairs, content);
  say(says);
});

// Pages have no token before it is needed.
async function sendWithToken(form) {
  if (!form.querySelector('[name=__RequestVerificationToken]')) {
    const answer = await fragment(form.getAttribute('action'));
    if (answer.isProblem) return answer;
    form.append(answer.content);
  }
  return send(form);
}

function remove(photos, pairs, content) {
  clear();
  gone = new Map(pairs.map(([id, trashed]) => {
    const item = photos.get(id);
    return [trashed, { item, list: item.parentElement, before: item.nextElementSibling, id }];
  }));
  for (const { item } of gone.values()) item.remove();
  shift(-gone.size);
  report(content);
}

function restore(photos, pairs, content) {
  // From the end, so that the photo before which another belongs is there again.
  for (const [trashed, restored] of pairs.reverse()) {
    const { item, list, before, id } = photos.get(trashed);
    renumber(item, tileOf(item), id, restored);
    if (list.isConnected) list.insertBefore(item, before?.parentElement === list ? before : null);
  }
  shift(pairs.length);
  report(content);
  const [first] = pairs.slice(-1);
  if (first) focus(photos.get(first[0]).item);
}

// The following results begin earlier or later in the search by the number of photos that have left or joined it.
function shift(difference) {
  const list = document.getElementById('hits');
  const more = document.querySelector('#more .more');
  if (list?.dataset.total) list.dataset.total = Number(list.dataset.total) + difference;
  if (list && more) {
    for (const attribute of ['href', 'hx-get', 'hx-replace-url']) {
      if (!more.hasAttribute(attribute)) continue;
      const address = new URL(more.getAttribute(attribute), location.href);
      for (const name of ['offset', 'shown']) {
        const value = Number(address.searchParams.get(name));
        if (value) address.searchParams.set(name, Math.max(1, value + difference));
      }
      more.setAttribute(attribute, address.pathname + address.search);
    }
    htmx.process(more);
  }
  // The last row has changed.
  dispatchEvent(new Event('resize'));
}

document.addEventListener('submit', event => {
  if (event.target.matches('.selection form') && event.target.querySelector('[data-off]')) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

// Mouse

// Runs before the lightbox's handler.
document.addEventListener('click', event => {
  if (event.button !== 0) return;
  if (pressed) {
    pressed = false;
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  const control = event.target.closest?.('main li > .select, main li:has(> .select) > a[data-id]');
  const item = itemOf(control);
  if (!item) return;
  const isCheck = control.matches('.select');
  if (!isCheck && !event.shiftKey && (!isSelecting() || event.ctrlKey || event.metaKey || event.altKey)) return;
  event.preventDefault();
  if (event.shiftKey) extend(item);
  else toggle(item);
  control.focus({ preventScroll: true });
}, true);

// Shift and a click would select text.
document.addEventListener('mousedown', event => {
  if (event.shiftKey && itemOf(event.target)) event.preventDefault();
});

// Touch

let press;
let pressed = false;

function endPress() {
  clearTimeout(press?.timer);
  press = undefined;
}

function hold() {
  const { item } = press;
  endPress();
  pressed = true;
  mark(item, true);
  start(item);
  focus(item);
  show();
}

document.addEventListener('pointerdown', event => {
  endPress();
  pressed = false;
  const item = itemOf(event.target.closest?.('a[data-id]'));
  if (event.pointerType === 'mouse' || !item) return;
  press = { item, x: event.clientX, y: event.clientY, timer: setTimeout(hold, LongPress) };
});
document.addEventListener('pointermove', event => {
  if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > Slip) endPress();
});
for (const end of ['pointerup', 'pointercancel', 'scroll']) document.addEventListener(end, endPress, { capture: true, passive: true });

// The browser's menu and dragging also begin with a long press.
document.addEventListener('contextmenu', event => {
  if (!press && !pressed) return;
  event.preventDefault();
  if (press) hold();
});
document.addEventListener('dragstart', event => {
  if (press || pressed) event.preventDefault();
});

// Keyboard; js/keys.js handles the letters and the arrows.

document.addEventListener('photo:select', event => {
  const item = itemOf(event.target);
  if (!item) return;
  if (event.detail.isRange) extend(item);
  else toggle(item);
});
document.addEventListener('photo:extend', event => {
  const [item, from] = [itemOf(event.target), itemOf(event.detail.from)];
  if (!item || !from) return;
  if (!anchor?.isConnected || !isSelected(anchor)) {
    mark(from, true);
    start(from);
  }
  extend(item);
});

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing || !isSelecting()) return;
  if (event.target.matches('input, textarea, select, [contenteditable]') || document.querySelector('dialog[open], :popover-open')) return;
  if (event.key === 'Escape') clear();
  else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) selectAll();
  else return;
  event.preventDefault();
});

// Pages and lists that change

// A new search removes the selected photos; more photos leave them selected.
document.addEventListener('htmx:afterSwap', event => {
  if (event.detail.target?.id === 'results') dismiss();
  show(false);
});

function reset() {
  for (const item of selected()) mark(item, false);
  start(undefined);
  dismiss();
  show(false);
}
// Neither Back nor the copy of the page that htmx keeps for it has a selection, as after a reload.
for (const change of ['htmx:beforeHistorySave', 'htmx:historyRestore']) document.addEventListener(change, reset);
addEventListener('pageshow', event => { if (event.persisted) reset(); });
