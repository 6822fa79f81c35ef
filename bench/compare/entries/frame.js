import { connectFeedbackFrame } from '../../../dist/frame.js';

const iframe = document.querySelector('iframe');
if (iframe) connectFeedbackFrame(iframe);

globalThis.createForBench = () => {
  const element = document.createElement('iframe');
  element.src = document.documentElement.dataset.link;
  element.updateComplete = new Promise((resolve) => {
    element.addEventListener('load', resolve);
  });
  connectFeedbackFrame(element);
  return element;
};
