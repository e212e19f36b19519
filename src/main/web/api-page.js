// Shows the contract. The page's own address is the server, so that "Try it out" works wherever it is served.
window.SwaggerUIBundle({
  url: '/api-spec/openapi.yaml',
  dom_id: '#api',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
