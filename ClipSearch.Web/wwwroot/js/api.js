// Shows the OpenAPI document with Swagger UI, which can send requests and works under this site's content security policy, without inline
// scripts or styles. It has its own dark theme.
const root = document.documentElement;
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => root.classList.toggle('dark-mode', root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark.matches);

follow();
prefersDark.addEventListener('change', follow);
new MutationObserver(follow).observe(root, { attributeFilter: ['data-theme'] });

SwaggerUIBundle({
  domNode: document.getElementById('api'),
  url: new URL('../openapi/v1.json', import.meta.url).href,
  deepLinking: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  // Disables the badge, which loads from another site.
  validatorUrl: null,
});
