// Opens photos over the page that lists them, each with the URL of its own page: Back closes, Forward opens again, and a reload or a shared
// link shows that page. Without JavaScript, the tiles link to the pages.
//
// Applies to lists with data-lightbox, and to their links with data-id, data-width, data-height (of the large image), data-preview,
// data-preview-width and data-large; of animations, also data-played; of videos, also data-name, data-video and data-start.

import { fragment, renumber, send } from './fragment.js';

let library;
let lightbox;

// Loads PhotoSwipe and the styles on demand; hovering over or focusing a tile preloads them.
function load() {
  library ??= (async () => {
    const parts = document.getElementById('lightbox').content;
    const styles = [...parts.querySelectorAll('link')].map(link => link.cloneNode());
    const come = styles.map(style => new Promise((resolve, reject) => Object.assign(style, { onload: resolve, onerror: reject })));
    document.head.append(...styles);
    const [{ default: PhotoSwipe }] = await Promise.all([import(parts.querySelector('script').src), ...come]);
    return PhotoSwipe;
  })();
  library.catch(() => { library = undefined; });
  return library;
}

const tileAt = event => event.target.closest?.('[data-lightbox] a[data-id]');

for (const sign of ['pointerover', 'focusin', 'touchstart']) {
  document.addEventListener(sign, event => { if (tileAt(event)) load(); }, { passive: true });
}

document.addEventListener('click', event => {
  const tile = tileAt(event);
  if (!tile || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(tile, true);
});

async function open(tile, isNew) {
  try {
    const PhotoSwipe = await load();
    lightbox ??= new Lightbox(PhotoSwipe, tile, isNew);
  } catch {
    location.assign(tile.href);
  }
}

// Runs before htmx's handler, since for htmx the page has not changed.
addEventListener('popstate', event => {
  if (lightbox) {
    if (location.href === lightbox.listAddress) event.stopImmediatePropagation();
    lightbox.returned();
  } else if (event.state?.lightbox) {
    event.stopImmediatePropagation();
    const tile = [...document.querySelectorAll('[data-lightbox] a[data-id]')].find(each => each.pathname === location.pathname);
    if (tile) open(tile, false);
    else location.reload();
  } else if (document.querySelector('article.photo') && location.pathname !== pageOfPhoto) {
    // After a reload, a photo's page shares its document's history entries with the list that it was opened from.
    event.stopImmediatePropagation();
    history.scrollRestoration = 'auto';
    location.reload();
  }
}, true);

const pageOfPhoto = location.pathname;

document.addEventListener('htmx:replacedInHistory', () => lightbox?.listGrew());

class Lightbox {
  #list;
  #slides;
  #tile;
  #grownAddress;
  #title = document.title;
  #dialog = document.getElementById('lightbox').content.querySelector('dialog').cloneNode(true);
  #pictures;
  #panel = this.#part('.panel');
  #undoing = this.#part('.undoing');
  #asked;
  #growth = new MutationObserver(() => this.#grow());
  #room = new ResizeObserver(() => this.#pictures.updateSize());
  #isLeaving = false;
  #hasReturned;
  #return = new Promise(resolve => { this.#hasReturned = resolve; });

  constructor(PhotoSwipe, tile, isNew) {
    this.#list = tile.closest('[data-lightbox]');
    this.#slides = this.#read();
    this.listAddress = isNew ? location.href : null;
    if (isNew) {
      // The script restores the scroll position, since another photo's tile may be the current one.
      history.scrollRestoration = 'manual';
      history.pushState({ lightbox: true, list: location.href }, '', tile.href);
    } else {
      this.listAddress = history.state.list;
    }

    document.body.append(this.#dialog);
    this.#dialog.showModal();
    this.#dialog.focus();
    const stage = this.#part('.stage');
    this.#pictures = new PhotoSwipe({
      dataSource: this.#slides,
      index: this.#slides.findIndex(slide => slide.element === tile),
      appendToEl: stage,
      getViewportSizeFn: () => ({ x: stage.clientWidth, y: stage.clientHeight }),
      bgOpacity: 1,
      loop: false,
      wheelToZoom: true,
      preload: [1, 2],
      showHideAnimationType: 'zoom',
      // The dialog manages the focus.
      trapFocus: false,
      returnFocus: false,
      arrowPrev: false, arrowNext: false, zoom: false, close: false, counter: false,
    });
    this.#bind(stage);
    this.#pictures.init();
    this.#pictures.element.removeAttribute('role');
    this.#growth.observe(this.#list, { childList: true });
    this.#room.observe(stage);
  }

  /** Handles the return to the list's URL. */
  returned() {
    this.#isLeaving = true;
    this.#hasReturned();
    if (this.#pictures.opener.isOpening) this.#pictures.on('openingAnimationEnd', () => this.#pictures.close());
    else this.#pictures.close();
  }

  /** Handles a new URL of the list, after it has grown; it is set once the photo is closed. */
  listGrew() {
    this.#grownAddress = location.href;
    history.replaceState({ lightbox: true, list: this.listAddress }, '', this.#tile.href);
  }

  #part(selector) {
    return this.#dialog.querySelector(selector);
  }

  get #slide() {
    return this.#slides[this.#pictures.currIndex];
  }

  #bind(stage) {
    const pictures = this.#pictures;
    pictures.addFilter('placeholderSrc', (_, content) => placeholderOf(content.data.element));
    pictures.addFilter('thumbEl', (_, slide) => slide.element.isConnected ? slide.element.querySelector('img') : null);
    pictures.addFilter('thumbBounds', bounds => {
      const { left, top } = stage.getBoundingClientRect();
      return bounds && { ...bounds, x: bounds.x - left, y: bounds.y - top };
    });
    pictures.on('updateScrollOffset', () => {
      const { left, top } = stage.getBoundingClientRect();
      Object.assign(pictures.offset, { x: left + scrollX, y: top + scrollY });
    });
    pictures.addFilter('contentErrorElement', (_, content) => this.#problem(content.data));
    pictures.on('contentLoad', event => {
      if (event.content.data.video) showVideo(event);
    });
    pictures.on('contentDeactivate', ({ content }) => videoOf(content)?.pause());
    pictures.on('contentDestroy', ({ content }) => videoOf(content)?.removeAttribute('src'));
    // The controls of a video are not for swiping.
    pictures.addFilter('preventPointerEvent', (isPrevented, event) => isPrevented && !event.target.closest?.('video'));
    pictures.on('pointerDown', event => {
      if (event.originalEvent.target.closest?.('video')) event.preventDefault();
    });
    pictures.on('change', () => this.#show());
    pictures.on('keydown', event => this.#key(event));
    pictures.on('close', () => {
      if (!this.#isLeaving) history.back();
      this.#isLeaving = true;
    });
    pictures.on('destroy', () => this.#end());

    this.#dialog.addEventListener('cancel', event => {
      event.preventDefault();
      pictures.close();
    });
    const buttons = {
      '.previous': () => pictures.prev(), '.next': () => pictures.next(), '.zoom': () => pictures.toggleZoom(),
      '.show-facts': () => this.#toggleFacts(), '.close': () => pictures.close(),
    };
    for (const [selector, press] of Object.entries(buttons)) this.#part(selector).addEventListener('click', press);
    this.#dialog.addEventListener('submit', event => {
      event.preventDefault();
      if (event.target.matches('.correct form')) this.#correct(event.target);
      else if (this.#panel.contains(event.target)) this.#delete(event.target);
      else this.#restore(event.target);
    });
  }

  #key(event) {
    const { key, target, ctrlKey, metaKey, altKey } = event.originalEvent;
    if (target.matches('input')) {
      event.preventDefault();
      return;
    }
    if (this.#panel.contains(target) && ['ArrowUp', 'ArrowDown'].includes(key)) event.preventDefault();
    const video = videoOf(this.#pictures.currSlide?.content);
    if (key === ' ' && video && target === this.#dialog) video.paused ? video.play() : video.pause();
    if (key === 'i' && !ctrlKey && !metaKey && !altKey) this.#toggleFacts();
  }

  #read() {
    const known = new Map(this.#slides?.map(slide => [slide.element, slide]));
    return [...this.#list.querySelectorAll('a[data-id]')].map(tile => known.get(tile) ?? slideOf(tile));
  }

  // Updates the URL, the texts and the buttons for the current slide, and loads more if needed.
  #show() {
    const { element: tile, name } = this.#slide;
    const index = this.#pictures.currIndex;
    const language = document.documentElement.lang;
    const [rank, total] = [(this.#list.start || 1) + index, Number(this.#list.dataset.total ?? this.#slides.length)];
    const place = filled(this.#dialog.dataset.place, rank.toLocaleString(language), total.toLocaleString(language));
    this.#part('.bar .place').replaceChildren(place, Object.assign(document.createElement('strong'), { textContent: name }));
    this.#dialog.ariaLabel = `${name}, ${place}`;
    document.title = filled(this.#dialog.dataset.title, name);
    this.#part('.download').href = `${tile.pathname}/file`;
    this.#enable('.previous', index > 0);
    this.#enable('.next', index < this.#slides.length - 1);
    if (tile !== this.#tile) {
      if (this.#tile) {
        history.replaceState(history.state, '', tile.href);
        tile.scrollIntoView({ block: 'nearest', behavior: 'instant' });
        this.#part('.said').textContent = this.#dialog.ariaLabel;
      }
      this.#tile = tile;
      if (!this.#panel.hidden) this.#fill();
    }
    if (index >= this.#slides.length - 4) this.#more();
  }

  // A disabled button must not keep the keyboard focus.
  #enable(selector, isEnabled) {
    const button = this.#part(selector);
    if (!isEnabled && button === document.activeElement) this.#dialog.focus();
    button.disabled = !isEnabled;
  }

  #more() {
    const more = this.#list.parentElement?.querySelector('a[rel=next][hx-get]');
    if (more && !more.classList.contains('htmx-request')) more.click();
  }

  // Adds the new photos of the list as slides.
  #grow() {
    const last = this.#slides.length - 1;
    this.#slides.splice(0, Infinity, ...this.#read());
    if (this.#slides[this.#pictures.currIndex]?.element !== this.#tile) this.#turnTo(this.#slides.findIndex(slide => slide.element === this.#tile));
    else if (this.#pictures.currIndex >= last) this.#pictures.refreshSlideContent(last + 1);
  }

  // Positions have changed, so all slides are created again.
  #turnTo(index) {
    const pictures = this.#pictures;
    pictures.currIndex = pictures.potentialIndex = index;
    for (let i = 0; i <= this.#slides.length; i++) pictures.contentLoader.removeByIndex(i);
    pictures.mainScroll.itemHolders.forEach((holder, i) => pictures.setContent(holder, index - 1 + i, true));
    pictures.dispatch('change');
  }

  #toggleFacts() {
    this.#panel.hidden = !this.#panel.hidden;
    this.#part('.show-facts').ariaExpanded = String(!this.#panel.hidden);
    if (!this.#panel.hidden) this.#fill();
  }

  // Loads the details from the photo's page.
  async #fill() {
    this.#asked?.abort();
    const { signal } = this.#asked = new AbortController();
    this.#panel.ariaBusy = 'true';
    const answer = await fragment(this.#tile.href, { signal });
    if (signal.aborted) return;
    this.#panel.replaceChildren(answer.content);
    this.#panel.scrollTop = 0;
    this.#panel.ariaBusy = null;
  }

  #problem(slide) {
    const place = document.createElement('div');
    place.textContent = this.#dialog.dataset.problem;
    fragment(slide.src).then(({ isProblem, content }) => { if (isProblem) place.replaceChildren(content); });
    return place;
  }

  async #correct(form) {
    const { content } = await send(form);
    this.#panel.replaceChildren(content);
    this.#panel.querySelector('.correct summary')?.focus();
  }

  async #delete(form) {
    const { isProblem, content } = await send(form);
    if (isProblem) {
      this.#panel.replaceChildren(content);
      return;
    }
    const index = this.#pictures.currIndex;
    const item = this.#tile.closest('li');
    const gone = { item, before: item.nextElementSibling, tile: this.#tile, id: this.#tile.dataset.id };
    this.#withoutGrowth(() => item.remove(), -1);
    this.#undoing.replaceChildren(content);
    this.#undoing.gone = gone;
    if (this.#slides.length === 0) {
      this.#pictures.close();
      return;
    }
    this.#turnTo(Math.min(index, this.#slides.length - 1));
    this.#undoing.querySelector('button').focus();
  }

  async #restore(form) {
    const { isProblem, content, address } = await send(form);
    const { item, before, tile, id } = this.#undoing.gone;
    const restored = address?.match(/\/photos\/(\d+)$/)?.[1];
    if (isProblem || !restored) {
      this.#undoing.replaceChildren(content);
      return;
    }
    renumber(item, tile, id, restored);
    this.#withoutGrowth(() => this.#list.insertBefore(item, before?.isConnected ? before : null), 1);
    this.#undoing.replaceChildren();
    this.#turnTo(this.#slides.findIndex(slide => slide.element === tile));
    this.#dialog.focus();
  }

  #withoutGrowth(change, difference) {
    change();
    this.#growth.takeRecords();
    this.#slides.splice(0, Infinity, ...this.#read());
    if (this.#list.dataset.total) this.#list.dataset.total = Number(this.#list.dataset.total) + difference;
  }

  // Cleans up after the closing animation and the return to the list's URL.
  async #end() {
    this.#growth.disconnect();
    this.#room.disconnect();
    this.#asked?.abort();
    this.#dialog.close();
    this.#dialog.remove();
    await this.#return;
    lightbox = undefined;
    if (this.#grownAddress) history.replaceState(history.state, '', this.#grownAddress);
    document.title = this.#title;
    history.scrollRestoration = 'auto';
    const main = document.getElementById('main');
    main.prepend(...this.#undoing.children);
    const place = this.#tile.isConnected ? this.#tile : main.querySelector('.undo button');
    place?.focus({ preventScroll: true });
  }
}

function slideOf(tile) {
  const { width, height, preview, previewWidth, large, name, video, start } = tile.dataset;
  const { alt } = tile.querySelector('img');
  const played = matchMedia('(prefers-reduced-motion: reduce)').matches ? undefined : tile.dataset.played;
  return {
    element: tile,
    src: played ?? preview,
    srcset: !played && Number(previewWidth) < Number(width) ? `${preview} ${previewWidth}w, ${large} ${width}w` : undefined,
    width: Number(width),
    height: Number(height),
    alt,
    name: name ?? alt,
    type: video ? 'video' : 'image',
    video,
    start: Number(start),
  };
}

// Shows a video in a slide, from the frame that matched the search.
function showVideo(event) {
  const { content } = event;
  event.preventDefault();
  const { video: address, start, src, alt } = content.data;
  const video = Object.assign(document.createElement('video'), {
    src: start > 0 ? `${address}#t=${start}` : address, poster: src, controls: true, playsInline: true, preload: 'metadata', ariaLabel: alt,
  });
  const problem = document.getElementById('lightbox').content.querySelector('.unplayable').cloneNode(true);
  content.element = Object.assign(document.createElement('div'), { className: 'player' });
  content.element.append(video, problem);
  content.onLoaded();
}

const videoOf = content => content?.element?.querySelector?.('video');

// Returns what the tile currently shows: its image or its placeholder.
function placeholderOf(tile) {
  const picture = tile.querySelector('img');
  return picture.complete && picture.naturalWidth > 0 ? picture.currentSrc : tile.querySelector('svg image')?.getAttribute('href') ?? false;
}

const filled = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
