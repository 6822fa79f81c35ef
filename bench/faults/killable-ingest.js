import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const SECRET = 'whsec_faults';
export const API_KEY = 'ak_faults';

const COMMAND = fileURLToPath(new URL('../../bin/agentloop-feedback.js', import.meta.url));

/**
 * `agentloop-feedback serve` in a process of its own, which can be killed and started again on the
 * same data and port.
 *
 * @param {string} dataDir
 */
export async function startKillableIngest(dataDir) {
  let port = 0;
  let kills = 0;
  let child = await start();

  async function start() {
    const started = spawn(
      process.execPath,
      [COMMAND, 'serve', '--port', String(port), '--data', dataDir],
      {
        env: { ...process.env, FEEDBACK_SIGNING_SECRET: SECRET, AGENTLOOP_API_KEYS: API_KEY },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    for await (const line of createInterface(started.stdout)) {
      const heard = /listens on http:\/\/[^:]+:(\d+)/.exec(line)?.[1];
      if (!heard) continue;
      port = Number(heard);
      return started;
    }
    throw new Error('The ingest ended before it listened.');
  }

  /**
   * @param {string} path
   * @param {string} apiKey
   */
  async function readAll(path, apiKey) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { authorization: `Bearer ${apiKey}`, accept: 'application/x-ndjson' },
    });
    const text = await response.text();
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  return {
    get port() {
      return port;
    },
    kills: () => kills,
    async killAndRestart() {
      kills += 1;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      child = await start();
    },
    /**
     * @param {string} apiKey
     * @returns {Promise<{ user_id: string, correction: string }[]>}
     */
    readAnnotations: (apiKey) => readAll('/v1/annotations', apiKey),
    /**
     * @param {string} apiKey
     * @returns {Promise<{ duplicate_count: number }[]>}
     */
    readTurns: (apiKey) => readAll('/v1/turns', apiKey),
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
