import { startWebKit } from './webkit.js';

/** A window of WebKit, driven by WebDriver itself: no library of ours walks pages in it. */
export interface WebKitPage {
  goto(url: string): Promise<void>;
  /** Runs a function in the page; it may return a promise. An open dialog makes it fail. */
  run<Argument, Result>(
    script: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  close(): Promise<void>;
}

export async function openWebKitPage(): Promise<WebKitPage> {
  const { options, stop } = await startWebKit();
  const { hostname, port, capabilities } = options;
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`http://${hostname}:${port}/session${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`WebDriver ${path}: ${JSON.stringify(value)}`);
    return value;
  };
  const { 'wdio:enforceWebDriverClassic': _, ...alwaysMatch } = capabilities;
  const session = (await call('POST', '', { capabilities: { alwaysMatch } })) as {
    sessionId: string;
  };
  const id = `/${session.sessionId}`;

  return {
    async goto(url) {
      await call('POST', `${id}/url`, { url });
    },
    async run(script, argument) {
      const source = `const done = arguments[1];
        Promise.resolve((${String(script)})(arguments[0])).then(
          (value) => done({ value }), (error) => done({ error: String(error) }));`;
      const answer = (await call('POST', `${id}/execute/async`, {
        script: source,
        args: [argument],
      })) as { value: never; error?: string };
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value;
    },
    async close() {
      await call('DELETE', id);
      stop();
    },
  };
}
