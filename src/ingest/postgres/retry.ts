import { StoreUnavailableError } from '../store/sql-driver.js';

/** How long a database may be away, or a conflict may go on, before a call fails, in milliseconds. */
export const PATIENCE_MS = 10_000;
const FIRST_DELAY_MS = 10;
const LONGEST_DELAY_MS = 500;

/** serialization_failure and deadlock_detected: the transaction was taken back, and may come again. */
const CONFLICTS = new Set(['40001', '40P01']);

/**
 * Calls again what a conflict or a lost connection has ended.
 *
 * @throws StoreUnavailableError if it did not get better in `patienceMs`; any other error at once
 */
export async function retry<Result>(
  run: () => Promise<Result>,
  patienceMs: number,
): Promise<Result> {
  const deadline = Date.now() + patienceMs;
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(2 * delay, LONGEST_DELAY_MS)) {
    try {
      return await run();
    } catch (error) {
      if (!isUnavailable(error) && !CONFLICTS.has(codeOf(error))) throw error;
      if (Date.now() > deadline) {
        throw new StoreUnavailableError('PostgreSQL does not answer.', { cause: error });
      }
      // Two that were in each other's way should not meet again.
      await new Promise((resolve) => {
        setTimeout(resolve, delay * (0.5 + Math.random()));
      });
    }
  }
}

/**
 * Whether the connection is gone, or the server starts or stops: SQLSTATE classes 08 (connection)
 * and 57P (operator intervention), 53300 (too many connections), 25006 (a former primary that only
 * reads), or an error of the network, which has no SQLSTATE.
 */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08...|57P..|53300|25006)$/.test(code) || /^E[A-Z_]+$/.test(code)) return true;
  return error instanceof Error && code === '' && /connect|terminated|closed/i.test(error.message);
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
