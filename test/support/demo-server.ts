import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import type { ChildProcess } from 'node:child_process';
import type { AddressInfo } from 'node:net';

const SERVER = fileURLToPath(new URL('../../demo/server.js', import.meta.url));

export interface DemoServer {
  url: string;
  process: ChildProcess;
  /** Ends it with that signal, and waits until it is gone. Returns its exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** The demo as `npm start` runs it, on its own data and port. Resolves when it prints its URL. */
export async function startDemo(dataDir: string, port: number): Promise<DemoServer> {
  const child = spawn(process.execPath, [SERVER], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const url = /The demo is at (\S+)/.exec(line)?.[1];
    if (url) return { url, process: child, stop: (signal) => stop(child, signal) };
  }
  throw new Error('The demo ended before it printed its URL.');
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const closed = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await closed)[0];
}
