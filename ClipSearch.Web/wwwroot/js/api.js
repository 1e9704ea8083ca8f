// The API's document as a page that sends requests: of such pages Swagger UI is the one that people know, and it keeps to
// this site's policy, without a script or a style in the page.
document.documentElement.classList.toggle('dark-mode', matchMedia('(prefers-color-scheme: dark)').matches);
SwaggerUIBundle({
  domNode: document.getElementById('api'),
  url: '/openapi/v1.json',
  deepLinking: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  // The badge of a checker on another site.
  validatorUrl: null,
});
