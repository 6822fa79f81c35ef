import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Starts a program, and waits until it prints where it listens.
 *
 * @returns its address, and how to end it
 */
export async function startProgram(
  command: string,
  args: string[],
  { cwd, env }: { cwd: string; env: Record<string, string> },
) {
  const child = spawn(command, args, {
    cwd,
    // Colours would stand in the middle of the address.
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill();
    await once(child, 'exit');
  };
  for await (const line of createInterface(child.stdout)) {
    const address = /http:\/\/[\w.]+:\d+/.exec(line)?.[0];
    if (!address) continue;
    // What it says further is not read, and must not block it.
    child.stdout.resume();
    return { address, stop };
  }
  throw new Error(`${command} ${args.join(' ')} ended before it listened.`);
}
