// Adds photos one request a file, with a bar for each, and its result as soon as it is there. Pictures are also taken by
// drag and drop, and, to search with, by paste. Without this file the forms send everything at once.

for (const form of document.querySelectorAll('form.upload[data-each]')) {
  const files = form.querySelector('input[type=file]');
  form.addEventListener('submit', event => {
    event.preventDefault();
    addAll(form, [...files.files]);
    form.reset();
  });
  onDrop(form, dropped => addAll(form, dropped));
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
  place.addEventListener('drop', event => {
    mark(false)(event);
    if (event.dataTransfer.files.length > 0) take([...event.dataTransfer.files]);
  });
}

async function addAll(form, files) {
  const list = form.querySelector('.uploads');
  const lines = files.map(file => list.appendChild(line(file.name)));
  for (let i = 0; i < files.length; i++) await add(form, files[i], lines[i]);
}

function line(name) {
  const item = document.createElement('li');
  item.append(element('strong', name), Object.assign(document.createElement('progress'), { max: 1, value: 0 }));
  return item;
}

function element(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}

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
      tell(item, request, form.dataset);
      done();
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
  if (result?.photo) {
    const link = element('a', '');
    link.href = `/photos/${result.photo.id}`;
    link.append(Object.assign(new Image(96, 96), { src: result.photo.thumbnailUrl, alt: result.photo.path }));
    item.append(link, element('span', result.result === 'known' ? texts.known : texts.added));
  } else {
    const reason = element('span', result?.reason ?? request.response?.detail ?? texts.noAnswer);
    reason.className = 'failed';
    item.append(reason);
  }
}
