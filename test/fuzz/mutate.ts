import type { Random } from './random.js';
import type { RawRequest } from './seeds.js';

/** What has broken parsers before. */
const POISON = [
  '"__proto__":{"isAdmin":true},',
  '"constructor":{"prototype":{}},',
  '"rating":"correct","rating":"incorrect",',
  '"t":1e999,',
  '"t":-0,',
  '"t":12345678901234567890,',
  '\\u0000',
  '\\ud800',
  '\\udfff\\ud800',
  '\0',
  '\ufeff',
  '\u2028',
  '{"a":'.repeat(40),
  '['.repeat(2_000),
  '9'.repeat(400),
  'null',
  '%00',
  '%',
  '&q=again',
  "'; DROP TABLE turns; --",
  '$1',
  'é'.repeat(200),
  'x'.repeat(70_000),
];
const BYTES = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc3], [0x00]];
const NAMES = ['constructor', 'toString', 'context', 'sig', 'rating', 'signals', '', '\0', 'ﬁ'];
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  '',
  '\0',
  '\ud800',
  'correct',
  'x'.repeat(9_000),
  'é'.repeat(20_000),
  [],
  ['other', 'other'],
  {},
  { length: 3 },
  { toJSON: 1 },
  Array.from({ length: 100 }, () => 'tag'),
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND', 'post'];
const PATHS = [
  '/',
  '//',
  '/.',
  '/../v1/turns',
  '/%2e%2e',
  '/v1/turns/',
  '/V1/TURNS',
  '/review',
  '/%',
];
const HEADERS: readonly (readonly [string, string])[] = [
  ['authorization', 'Bearer'],
  ['authorization', 'Bearer ak_tes'],
  ['authorization', `Bearer ${'x'.repeat(9_000)}`],
  ['content-type', 'multipart/form-data; boundary=x'],
  ['content-type', 'application/x-www-form-urlencoded'],
  ['content-encoding', 'gzip'],
  ['content-length', '1'],
  ['accept', '*/*;q=x'],
  ['accept-language', '*, de;q=9, \u00e9'],
  ['idempotency-key', 'x'.repeat(300)],
  ['if-none-match', '*'],
];

/** The same request with one to four things changed. */
export function mutate(random: Random, request: RawRequest): RawRequest {
  let mutated = { ...request, headers: { ...request.headers } };
  for (let left = 1 + random.below(4); left > 0; left -= 1) mutated = mutateOnce(random, mutated);
  return mutated;
}

function mutateOnce(random: Random, request: RawRequest): RawRequest {
  const where = random.below(20);
  if (where === 0) return { ...request, method: random.pick(METHODS) };
  if (where === 1) return { ...request, path: mutatePath(random, request.path) };
  if (where === 2) {
    const [name, value] = random.pick(HEADERS);
    return { ...request, headers: { ...request.headers, [name]: value } };
  }
  if (request.body) {
    const json = where < 14 ? mutateJson(random, request.body) : undefined;
    return { ...request, body: json ?? mutateBytes(random, request.body) };
  }
  // What a URL would carry otherwise than as it is written here, no client can send.
  const path = mutateBytes(random, Buffer.from(request.path)).toString('latin1');
  return { ...request, path: `/${path.slice(1)}` };
}

function mutatePath(random: Random, path: string): string {
  return random.chance(0.5) ? random.pick(PATHS) : path + random.pick([...PATHS, ...POISON]);
}

/** Changes one value of a JSON text, so that the result is JSON; undefined if it was none. */
function mutateJson(random: Random, bytes: Buffer): Buffer | undefined {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
  let parent = value;
  while (typeof parent === 'object' && parent !== null) {
    const keys = Object.keys(parent);
    const key = random.chance(0.1) || keys.length === 0 ? random.pick(NAMES) : random.pick(keys);
    const record = parent as Record<string, unknown>;
    const child = Object.hasOwn(record, key) ? record[key] : undefined;
    if (typeof child !== 'object' || child === null || random.chance(0.2)) {
      if (random.chance(0.2)) delete record[key];
      else record[key] = changeValue(random, child);
      break;
    }
    parent = child;
  }
  return Buffer.from(JSON.stringify(value));
}

function changeValue(random: Random, value: unknown): unknown {
  if (typeof value === 'number' && random.chance(0.5)) return value + random.below(3) - 1;
  if (typeof value !== 'string' || random.chance(0.5)) return random.pick(VALUES);
  const at = random.below(value.length + 1);
  const put = String.fromCharCode(random.below(random.chance(0.5) ? 0x80 : 0x1_0000));
  return value.slice(0, at) + put + value.slice(random.chance(0.5) ? at : at + 1);
}

export function mutateBytes(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const length = random.below(Math.min(64, bytes.length - at) + 1);
  const [before, part, after] = [
    bytes.subarray(0, at),
    bytes.subarray(at, at + length),
    bytes.subarray(at + length),
  ];
  switch (random.below(7)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      if (at < bytes.length) flipped[at] = Number(flipped[at]) ^ (1 << random.below(8));
      return flipped;
    }
    case 1:
      return Buffer.concat([before, Buffer.from([random.below(256)]), part, after]);
    case 2:
      return Buffer.concat([before, after]);
    case 3:
      return Buffer.concat([before, part, part, after]);
    case 4:
      return Buffer.concat([before, Buffer.from(random.pick(POISON)), part, after]);
    case 5:
      return Buffer.concat([before, Buffer.from(random.pick(BYTES)), part, after]);
    default:
      return before;
  }
}
