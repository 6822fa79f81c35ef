/** How often in a row a new height may follow from the last one: see `watchContentHeight`. */
const MOST_ECHOES = 3;

/**
 * Tells the height of a document's one box, in whole CSS pixels: at once, and whenever it changes.
 *
 * Whoever hears it gives the frame that height, which can change the box again: a heading that only
 * high windows show, or a box of `100vh` and a bit, which would grow forever. Such an echo, a new
 * height of the box together with a new height of the window, is told three times in a row and no
 * more. A change that has another cause starts anew.
 *
 * A scroll bar must not come and go with the height either: it makes the window narrower and so the
 * box higher. The height of a frame is rounded to the device's pixels (a window of 101 CSS pixels is
 * 100.8 at 125 %), so the window shows no scroll bar while it lacks less than such a rounding.
 *
 * @returns how to end that
 */
export function watchContentHeight(box: HTMLElement, tell: (height: number) => void): () => void {
  const { style } = document.documentElement;
  let height = 0;
  let echoes = 0;
  let windowHeight = innerHeight;
  let windowWidth = innerWidth;

  // An observer hears of the new box before the window has told of its new size, or after it.
  const measure = (): void => {
    const measured = Math.ceil(box.getBoundingClientRect().height);
    const isResized = innerHeight !== windowHeight;
    const isEcho = isResized && innerWidth === windowWidth;
    windowHeight = innerHeight;
    windowWidth = innerWidth;
    style.overflowY = innerHeight > measured - 1 - 1 / devicePixelRatio ? 'hidden' : '';
    const isChanged = measured !== height;
    // Nothing was resized and nothing changed: the second of the two to hear of it.
    if (isResized || isChanged) echoes = isEcho && isChanged ? echoes + 1 : 0;
    height = measured;
    // Nothing has a height in a frame that is not displayed.
    if (isChanged && height > 0 && echoes <= MOST_ECHOES) tell(height);
  };

  const observer = new ResizeObserver(measure);
  observer.observe(box, { box: 'border-box' });
  addEventListener('resize', measure);
  return () => {
    observer.disconnect();
    removeEventListener('resize', measure);
    style.overflowY = '';
  };
}
