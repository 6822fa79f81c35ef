/*
 * A stand-in for the ingest, because a static site of stories has none: it answers the calls of
 * links that begin with https://stories.example. The path says how.
 */
const ORIGIN = 'https://stories.example';

export type Answer = 'ok' | 'never' | 'offline' | 'failing' | 'expired' | 'forged';

/** A link that this stand-in answers in that way. Its signature is nobody's. */
export function createStoryLink(answer: Answer = 'ok'): string {
  const parameters = new URLSearchParams({
    q: 'How long do I have to return a jacket?',
    a: 'You can return any item within 90 days.',
    u: '',
    s: '',
    t: answer === 'expired' ? '1' : String(Math.floor(Date.now() / 1000)),
    // Each time another one: the element remembers what was said with a link.
    sig: crypto.randomUUID().replaceAll('-', '').padEnd(64, '0'),
  });
  return `${ORIGIN}/${answer}/feedback?${parameters}`;
}

/** Takes the place of `fetch` for the stories' links alone. */
export function installStoryIngest(): void {
  const { fetch: original } = globalThis;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return url.startsWith(ORIGIN) ? answerAs(url) : original(input, init);
  };
}

async function answerAs(url: string): Promise<Response> {
  const [answer = '', , path = ''] = url.slice(ORIGIN.length + 1).split('/');
  switch (answer as Answer) {
    case 'never':
      return new Promise(() => {});
    case 'offline':
      Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
      setTimeout(() => Reflect.deleteProperty(navigator, 'onLine'), 50);
      throw new TypeError('offline');
    case 'failing':
      return new Response('{}', { status: 503 });
    case 'forged':
      return Response.json({ error: 'not genuine', code: 'signature_invalid' }, { status: 403 });
    default:
      return Response.json(
        path === 'annotations'
          ? { annotation_id: 'ann_1', turn_id: 'turn_1', status: 'active' }
          : { status: 'retracted', annotation: null },
      );
  }
}
