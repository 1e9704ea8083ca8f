// The API's document as a page that sends requests: of such pages Swagger UI is the one that people know, and it keeps to
// this site's policy, without a script or a style in the page. It has its own dark colours.
const root = document.documentElement;
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => root.classList.toggle('dark-mode', root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark.matches);

follow();
prefersDark.addEventListener('change', follow);
new MutationObserver(follow).observe(root, { attributeFilter: ['data-theme'] });

SwaggerUIBundle({
  domNode: document.getElementById('api'),
  url: '/openapi/v1.json',
  deepLinking: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  // The badge of a checker on another site.
  validatorUrl: null,
});
