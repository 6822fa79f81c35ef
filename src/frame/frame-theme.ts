/** The element's custom properties, each with the CSS property whose values it takes. */
const PROPERTIES = {
  '--agentloop-accent': 'color',
  '--agentloop-on-accent': 'color',
  '--agentloop-color': 'color',
  '--agentloop-background': 'color',
  '--agentloop-border': 'color',
  '--agentloop-error': 'color',
  '--agentloop-font': 'font-family',
  '--agentloop-font-size': 'font-size',
  '--agentloop-radius': 'border-radius',
  '--agentloop-space': 'row-gap',
} as const;

const COLOR_SCHEMES = new Set(['light', 'dark', 'light dark']);

export type ThemeProperty = keyof typeof PROPERTIES;

/** How the feedback page looks in a frame. */
export interface FrameTheme {
  /** Default: `light dark`, as the device prefers it. */
  colorScheme?: 'light' | 'dark' | 'light dark' | undefined;
  /** The element's custom properties, e.g. `{ '--agentloop-accent': '#c33' }`. */
  properties?: Readonly<Partial<Record<ThemeProperty, string>>> | undefined;
}

/**
 * Dresses the document as another page wishes. That page may be anybody's: it chooses among known
 * names, each with a value of its kind, and no value fetches or refers to anything.
 */
export function applyTheme(
  { style }: HTMLElement,
  colorScheme: string,
  properties: Readonly<Record<string, unknown>>,
): void {
  style.colorScheme = COLOR_SCHEMES.has(colorScheme) ? colorScheme : '';
  for (const [name, kind] of Object.entries(PROPERTIES)) {
    const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
    style.setProperty(name, isPlainValue(kind, value) ? value : null);
  }
}

/** `CSS.supports` takes anything that has a reference in it, so those are refused before. */
function isPlainValue(kind: string, value: unknown): value is string {
  return (
    typeof value === 'string' &&
    !/--|\\|\b(url|src|image-set|var|env|attr|if|inherit)\(/i.test(value) &&
    CSS.supports(kind, value)
  );
}
