import { bindThumbs } from '../../../dist/sdk.js';

/** @param {ParentNode} place @param {string} link */
function bind(place, link) {
  const up = place.querySelector('.up');
  const down = place.querySelector('.down');
  bindThumbs({ up, down }, link);
  down.setAttribute('data-bound', '');
}

const thumbs = document.querySelector('#thumbs');
if (thumbs) bind(thumbs, thumbs.dataset.link);

globalThis.createForBench = (_kind, index) => {
  const element = document.createElement('div');
  element.innerHTML =
    '<button class="up" type="button">Right</button><button class="down" type="button">Wrong</button>';
  bind(element, globalThis.linkOf(index));
  return element;
};
