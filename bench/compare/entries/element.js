import '../../../dist/index.js';

globalThis.createForBench = (_kind, index) => {
  const element = document.createElement('agentloop-feedback');
  element.setAttribute('feedback-url', globalThis.linkOf(index));
  return element;
};
