/**
 * A place in a browser's storage, for JSON. Where storage is blocked or full, nothing is kept and
 * nothing fails.
 */
export function createPlace<Value>(key: string, area: () => Storage = () => localStorage) {
  return {
    read: (): Value | undefined =>
      attempt(() => {
        const text = area().getItem(key);
        return text === null ? undefined : (JSON.parse(text) as Value);
      }),
    write: (value: Value): void => attempt(() => area().setItem(key, JSON.stringify(value))),
    clear: (): void => attempt(() => area().removeItem(key)),
  };
}

/** The keys that begin with this. */
export function keysOf(prefix: string): string[] {
  return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix))) ?? [];
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
