// Files and folders that are dropped anywhere on a page that has a use for them, which the page's part of the script hears of.

// A picture of the page itself that is dragged about counts as a file, too, for some browsers.
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
  // Between the page's elements nothing is left.
  if (!event.relatedTarget) mark(false)(event);
});
document.addEventListener('drop', async event => {
  if (!isTaken(event)) return;
  mark(false)(event);
  const files = await dropped(event.dataTransfer);
  if (files.length > 0) document.dispatchEvent(new CustomEvent('files', { detail: files }));
});

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
