// Uploads photos with one request per file, and shows each file's preview, progress and result. Without JavaScript, the forms send all
// files at once.

for (const form of document.querySelectorAll('form.upload[data-each]')) {
  const files = form.querySelector('input[type=file]');
  form.addEventListener('submit', event => {
    event.preventDefault();
    addAll(form, [...files.files]);
    form.reset();
  });
  document.addEventListener('files', ({ detail: files }) => addAll(form, files));
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

// Creates previews one at a time, since a decoded photo takes about 100 MB; a file that the browser cannot decode has no preview.
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

// Resolves to the result of the file: added, known or failed.
function add(form, file, item) {
  return new Promise(done => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', event => {
      if (event.lengthComputable) item.querySelector('progress').value = event.loaded / event.total;
    });
    request.addEventListener('loadend', () => {
      // Rate limited: retry after the time that the server requests.
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
  link.href = new URL(`../photos/${result.photo.id}`, import.meta.url).pathname;
  link.append(Object.assign(new Image(360, 270), { src: result.photo.thumbnailUrl, alt: result.photo.path }));
  place.replaceWith(link);
  item.append(element('span', result.result === 'known' ? texts.known : texts.added));
  return result.result;
}
