// Adds photos one request a file, each with its picture at once, a bar while it is sent, and its result as soon as it is
// there. Files and folders are taken by drag and drop anywhere on the page; to search with, a picture also by paste.
// Without this file the forms send everything at once.

for (const form of document.querySelectorAll('form.upload[data-each]')) {
  const files = form.querySelector('input[type=file]');
  form.addEventListener('submit', event => {
    event.preventDefault();
    addAll(form, [...files.files]);
    form.reset();
  });
  onDrop(document.body, dropped => addAll(form, dropped));
}

for (const form of document.querySelectorAll('form.by-picture')) {
  const file = form.querySelector('input[type=file]');
  const send = picture => {
    const chosen = new DataTransfer();
    chosen.items.add(picture);
    file.files = chosen.files;
    form.action = `/search/picture${location.search}`;
    form.submit();
  };
  onDrop(form.closest('.asking'), dropped => send(dropped[0]));
  document.addEventListener('paste', event => {
    const picture = [...event.clipboardData.files].find(each => each.type.startsWith('image/'));
    if (picture) send(picture);
  });
}

function onDrop(place, take) {
  const mark = over => event => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    place.classList.toggle('over', over);
  };
  place.addEventListener('dragover', mark(true));
  place.addEventListener('dragleave', mark(false));
  place.addEventListener('drop', async event => {
    mark(false)(event);
    const files = await dropped(event.dataTransfer);
    if (files.length > 0) take(files);
  });
}

// What was dropped, folders with all that lies below them. They must be asked for before the event ends.
async function dropped(transfer) {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some(entry => entry.isDirectory)) return [...transfer.files];
  return (await Promise.all(entries.map(filesOf))).flat();
}

async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
  const reader = entry.createReader();
  const files = [];
  // A reader gives some entries at a time, and none at its end.
  for (let some; (some = await new Promise((done, fail) => reader.readEntries(done, fail))).length > 0;) {
    files.push(...(await Promise.all(some.filter(each => !each.name.startsWith('.')).map(filesOf))).flat());
  }
  return files;
}

const through = { files: 0, all: 0, added: 0, known: 0, failed: 0 };

async function addAll(form, files) {
  const list = document.querySelector('.uploads');
  const lines = files.map(file => list.appendChild(line(file, form.dataset)));
  through.all += files.length;
  showPictures(files, lines);
  for (let i = 0; i < files.length; i++) {
    tally(form.dataset);
    through[await add(form, files[i], lines[i])]++;
    through.files++;
  }
  tally(form.dataset);
}

function tally({ going, done }) {
  const isDone = through.files === through.all;
  const values = isDone ? [through.added, through.known, through.failed] : [through.files, through.all];
  document.querySelector('.tally').textContent = (isDone ? done : going).replace(/\{(\d)\}/g, (_, i) => values[i]);
}

function line(file, texts) {
  const item = document.createElement('li');
  const name = element('strong', file.name);
  name.title = file.name;
  const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
  bar.setAttribute('aria-label', texts.waiting);
  item.append(element('span', ''), name, bar);
  item.firstChild.className = 'place';
  return item;
}

// One after the other, since a decoded photo takes a hundred megabytes; a file that the browser cannot decode keeps its empty place.
async function showPictures(files, lines) {
  for (const [i, file] of files.entries()) {
    const place = lines[i].querySelector('.place');
    const picture = place && await createImageBitmap(file, { resizeWidth: 240, resizeQuality: 'low' }).catch(() => null);
    if (!picture) continue;
    const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
    canvas.getContext('2d').drawImage(picture, 0, 0);
    picture.close();
    place.append(canvas);
  }
}

function element(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}

// Resolves to what became of the file: added, known or failed.
function add(form, file, item) {
  return new Promise(done => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', event => {
      if (event.lengthComputable) item.querySelector('progress').value = event.loaded / event.total;
    });
    request.addEventListener('loadend', () => {
      // Asked too often: the file waits as long as it is told to, and goes again.
      const wait = request.status === 429 && Number(request.getResponseHeader('Retry-After'));
      if (wait) return setTimeout(() => add(form, file, item).then(done), wait * 1000);
      item.querySelector('progress').remove();
      done(tell(item, request, form.dataset));
    });
    const sent = new FormData();
    sent.append('files', file);
    request.open('POST', form.dataset.each);
    request.responseType = 'json';
    request.send(sent);
  });
}

function tell(item, request, texts) {
  const [result] = request.response?.files ?? [];
  const place = item.querySelector('.place');
  if (!result?.photo) {
    item.className = 'bad';
    place.remove();
    const reason = element('span', result?.reason ?? request.response?.detail ?? texts.noAnswer);
    reason.className = 'failed';
    item.append(reason);
    return 'failed';
  }
  const link = element('a', '');
  link.href = `/photos/${result.photo.id}`;
  link.append(Object.assign(new Image(360, 270), { src: result.photo.thumbnailUrl, alt: result.photo.path }));
  place.replaceWith(link);
  item.append(element('span', result.result === 'known' ? texts.known : texts.added));
  return result.result;
}
