import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const SECRET = 'whsec_bench';
export const API_KEY = 'ak_bench';

const SERVER = fileURLToPath(new URL('./server.js', import.meta.url));

/**
 * A server in a process of its own.
 *
 * @param {'plain' | 'sqlite' | 'postgres'} kind
 * @param {string} [place] the database
 * @param {{ port?: number, environment?: Record<string, string> }} [options]
 */
export async function startServer(kind, place = '', { port = 0, environment = {} } = {}) {
  const child = spawn(process.execPath, [SERVER, kind, place], {
    env: { ...process.env, SECRET, API_KEY, PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), exit]);
  if (child.exitCode !== null) throw new Error(`The ${kind} server ended before it listened.`);
  return {
    port: Number(line),
    /** @param {NodeJS.Signals} [signal] */
    async stop(signal = 'SIGKILL') {
      child.kill(signal);
      await exit;
    },
    /** What the process holds in memory, in bytes. */
    residentBytes() {
      const pages = Number(readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ')[1]);
      return pages * 4096;
    },
  };
}
