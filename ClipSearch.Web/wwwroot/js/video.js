// Says so if the browser cannot play a video, because it lacks the codec or the file cannot be read.
function report(video) {
  const problem = video.parentElement?.querySelector('.unplayable');
  if (problem) problem.hidden = false;
}

// A video may have failed before this script was loaded.
for (const video of document.querySelectorAll('video')) {
  if (video.error) report(video);
}

document.addEventListener('error', ({ target }) => {
  if (target instanceof HTMLVideoElement) report(target);
}, true);
