import { KeyReusedError } from './feedback-store.js';
import { readKey } from './once-statements.js';

import type { OnceKey } from './feedback-store.js';
import type { SqlDriver, SqlRow } from './sql-driver.js';

interface OnceWrite<Answer> {
  /** Claims the key and writes, in one transaction. */
  write: () => Promise<Answer>;
  /** Makes the first answer again of what was kept. */
  replay: (row: SqlRow) => Answer;
}

/** Runs a write at most once for each key; without a key, each time. */
export function createOnceWriter(driver: SqlDriver, now: () => Date) {
  return async <Answer>(
    once: OnceKey | undefined,
    { write, replay }: OnceWrite<Answer>,
  ): Promise<Answer> => {
    if (!once) return write();
    const readAnswer = async () => {
      const [row] = await driver.query(readKey(once, now().getTime()));
      if (row && row['body_hash'] !== once.bodyHash) throw new KeyReusedError();
      return row ? { answer: replay(row) } : undefined;
    };
    const known = await readAnswer();
    if (known) return known.answer;
    try {
      return await write();
    } catch (error) {
      // Another call with this key may have come first since.
      const first = await readAnswer();
      if (!first) throw error;
      return first.answer;
    }
  };
}
