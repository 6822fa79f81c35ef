import 'feedbackfin';

// It looks for buttons when it is loaded; then it has bound this one.
document.querySelector('[data-feedbackfin-button]')?.setAttribute('data-bound', '');

globalThis.createForBench = () => {
  const button = document.createElement('button');
  button.textContent = 'Feedback';
  button.addEventListener('click', window.feedbackfin.open);
  return button;
};
