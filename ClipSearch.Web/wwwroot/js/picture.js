// Sends an image to search with as soon as it is chosen, dropped or pasted. Without JavaScript, a button sends the chosen image.

const field = () => document.querySelector('input[form=by-picture]');

function send(picture) {
  const chosen = new DataTransfer();
  chosen.items.add(picture);
  field().files = chosen.files;
  const form = document.getElementById('by-picture');
  form.action = `${form.getAttribute('action').split('?')[0]}${location.search}`;
  form.submit();
}

document.addEventListener('change', event => {
  if (event.target === field() && field().files.length > 0) send(field().files[0]);
});
document.addEventListener('files', ({ detail: [picture] }) => send(picture));
document.addEventListener('paste', event => {
  const picture = [...event.clipboardData.files].find(each => each.type.startsWith('image/'));
  if (picture) send(picture);
});
// Lets the user choose the same image again after Back.
addEventListener('pageshow', () => document.getElementById('by-picture').reset());
