// Accepts files and folders dropped anywhere on a page with data-drop, and dispatches the event "files" with them.

// Some browsers also report a dragged image of the page itself as a file.
let isOurs = false;
document.addEventListener('dragstart', () => { isOurs = true; });
document.addEventListener('dragend', () => { isOurs = false; });

const isTaken = event => !isOurs && document.body.dataset.drop && event.dataTransfer.types.includes('Files');

const mark = over => event => {
  if (!isTaken(event)) return;
  event.preventDefault();
  document.body.classList.toggle('over', over);
};

document.addEventListener('dragover', mark(true));
document.addEventListener('dragleave', event => {
  // Moving between elements of the page does not leave it.
  if (!event.relatedTarget) mark(false)(event);
});
document.addEventListener('drop', async event => {
  if (!isTaken(event)) return;
  mark(false)(event);
  const files = await dropped(event.dataTransfer);
  if (files.length > 0) document.dispatchEvent(new CustomEvent('files', { detail: files }));
});

// Returns the dropped files, including those in folders. The entries must be read before the event handler returns.
async function dropped(transfer) {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some(entry => entry.isDirectory)) return [...transfer.files];
  return (await Promise.all(entries.map(filesOf))).flat();
}

async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
  const reader = entry.createReader();
  const files = [];
  // readEntries returns the entries in batches, and an empty batch at the end.
  for (let some; (some = await new Promise((done, fail) => reader.readEntries(done, fail))).length > 0;) {
    files.push(...(await Promise.all(some.filter(each => !each.name.startsWith('.')).map(filesOf))).flat());
  }
  return files;
}
