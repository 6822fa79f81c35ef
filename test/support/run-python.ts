import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PEER = fileURLToPath(new URL('./python_peer.py', import.meta.url));

/**
 * Hands jobs to Python, one JSON line each, and reads as many answers.
 *
 * @param command what `python3` runs. Default: `python_peer.py`
 */
export async function askPython<Answer>(
  jobs: readonly object[],
  command: readonly string[] = [PEER],
): Promise<Answer[]> {
  const child = execFile('python3', command, { maxBuffer: 1 << 28 });
  let output = '';
  let complaints = '';
  child.stdout?.on('data', (chunk: string) => (output += chunk));
  child.stderr?.on('data', (chunk: string) => (complaints += chunk));
  child.stdin?.end(jobs.map((job) => `${JSON.stringify(job)}\n`).join(''));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`python3 ended with ${code}: ${complaints}`);
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}
