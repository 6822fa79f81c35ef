import { LIMITS } from '../protocol/limits.js';

/**
 * What a parser lets pass and two readers may read differently: nesting without an end, a key that
 * stands twice in one object (which of them counts?), and `__proto__` (a key, or an ancestor?).
 *
 * @param json a text that `JSON.parse` took
 * @returns what is wrong, in words for a developer; undefined if nothing is
 */
export function findJsonFault(json: string): string | undefined {
  /** For each open object the keys so far, for each open array nothing. */
  const open: (Set<string> | undefined)[] = [];
  for (let index = 0; index < json.length; index += 1) {
    switch (json.charCodeAt(index)) {
      case BRACE:
      case BRACKET:
        if (open.length === LIMITS.jsonDepth) {
          return `The body is nested deeper than ${LIMITS.jsonDepth} levels.`;
        }
        open.push(json.charCodeAt(index) === BRACE ? new Set() : undefined);
        break;
      case END_BRACE:
      case END_BRACKET:
        open.pop();
        break;
      case QUOTE: {
        const end = endOfString(json, index);
        const keys = open.at(-1);
        if (keys && isKey(json, end)) {
          const key = JSON.parse(json.slice(index, end)) as string;
          if (key === '__proto__') return 'The body holds the key __proto__.';
          if (keys.has(key)) return 'The body holds a key twice in one object.';
          keys.add(key);
        }
        index = end - 1;
      }
    }
  }
  return undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const BRACE = 0x7b;
const END_BRACE = 0x7d;
const BRACKET = 0x5b;
const END_BRACKET = 0x5d;

/** Where a string ends that begins at `start`: behind its closing quote. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end + 1;
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(json: string, index: number): boolean {
  let count = 0;
  while (json.charCodeAt(index - 1 - count) === BACKSLASH) count += 1;
  return count % 2 === 1;
}

/** Whether a string that ends there is a key: a colon follows. */
function isKey(json: string, end: number): boolean {
  let index = end;
  while (json.charCodeAt(index) <= 0x20) index += 1;
  return json.charCodeAt(index) === COLON;
}
