import type { AgentloopFeedback } from '../../src/index.js';

/** What a story does with its element, until it shows what the story is about. */
export interface Actor {
  element: AgentloopFeedback;
  /** Presses the button with that part. */
  press: (part: string) => Promise<void>;
  type: (field: 'correction' | 'comment', text: string) => Promise<void>;
  /** Keeps the form's code from coming: for ever, or so that it fails. */
  withholdForm: (how: 'slow' | 'broken') => void;
  /** Resolves once this selector matches inside of the element, and says that. */
  wait: (selector: string, text?: string) => Promise<HTMLElement>;
}

export function createActor(canvas: HTMLElement): Actor {
  const element = canvas.querySelector('agentloop-feedback');
  if (!element) throw new Error('The story has no element.');
  const wait = (selector: string, text = '') => waitFor(element, selector, text);
  return {
    element,
    wait,
    withholdForm: (how) => {
      const loadSession = async () => {
        if (how === 'broken') throw new TypeError('No such module.');
        return new Promise(() => {});
      };
      Object.assign(element, { loadSession });
    },
    press: async (part) => (await wait(`[part~=${part}]`)).click(),
    type: async (field, text) => {
      const area = (await wait(`#${field}`)) as HTMLTextAreaElement;
      area.value = text;
      area.dispatchEvent(new Event('input', { bubbles: true }));
      await element.updateComplete;
    },
  };
}

/** What loads on demand comes when it comes; each frame is looked at. */
async function waitFor(
  element: AgentloopFeedback,
  selector: string,
  text: string,
): Promise<HTMLElement> {
  for (let frame = 0; frame < 600; frame += 1) {
    await new Promise(requestAnimationFrame);
    const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
    if (found?.textContent?.includes(text)) return found;
  }
  throw new Error(`Nothing matches “${selector}” and says “${text}”.`);
}
