// First, because it teaches Lit to take over what the server has rendered.
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import 'agentloop-feedback';

const element = document.querySelector('agentloop-feedback')!;
element.addEventListener('agentloop-submitted', ({ input }) => {
  document.querySelector('output')!.textContent = input.rating;
});
