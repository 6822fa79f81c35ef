import { createPlace } from './storage.js';

export type Action =
  | 'next'
  | 'previous'
  | 'rateIncorrect'
  | 'ratePartial'
  | 'rateCorrect'
  | 'edit'
  | 'save'
  | 'dismiss'
  | 'undo'
  | 'search'
  | 'help'
  | 'leave';

const ACTIONS: Readonly<Record<string, Action>> = {
  j: 'next',
  k: 'previous',
  '1': 'rateIncorrect',
  '2': 'ratePartial',
  '3': 'rateCorrect',
  e: 'edit',
  Enter: 'save',
  x: 'dismiss',
  u: 'undo',
  '/': 'search',
  '?': 'help',
};

/** Where a key types, or does something of its own. */
const TYPES = 'input, textarea, select, [contenteditable]';
const PRESSES = 'button, a[href], summary, input, textarea, select, dialog';

/** Keys of one letter can be turned off: a voice that is typed, or a shaky hand, presses them by mistake. */
export const shortcutSetting = createPlace<boolean>('agentloop-feedback:shortcuts');

/** What a key does where the focus is; undefined where it is none of ours. */
export function actionOf(event: KeyboardEvent, isOn: boolean): Action | undefined {
  const [target] = event.composedPath();
  const isIn = (selector: string) => target instanceof Element && target.closest(selector) !== null;
  if (event.defaultPrevented || event.isComposing || event.altKey) return undefined;
  if (isIn('dialog')) return undefined;
  if (event.ctrlKey || event.metaKey) {
    return event.key === 'Enter' && isIn('form') ? 'save' : undefined;
  }
  // The list has been filtered while one typed: Enter has nothing to add, and goes back to it.
  const leaves = event.key === 'Enter' ? '[type=search]' : event.key === 'Escape' ? TYPES : '';
  if (leaves && isIn(leaves)) return 'leave';
  if (!isOn || isTyping(target)) return undefined;
  if (event.key === 'Enter' && isIn(PRESSES)) return undefined;
  // A key that is held repeats; only going through the list may.
  if (event.repeat && event.key !== 'j' && event.key !== 'k') return undefined;
  return ACTIONS[event.key];
}

/** A radio button takes arrows and space alone, so letters and digits are still ours there. */
function isTyping(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement) return !/^(radio|checkbox)$/.test(target.type);
  return target instanceof Element && target.closest(TYPES) !== null;
}
