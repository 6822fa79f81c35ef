import { createSqliteStore } from 'agentloop-feedback/sqlite';

/*
 * Writes annotations, 32 at a time, and prints each id once its write is acknowledged.
 * node keyed-writer.js <database> <name> <count>
 */
const [path = '', name = '', count = '0'] = process.argv.slice(2);
const store = await createSqliteStore({ path });
let next = 0;

async function writeOneAfterTheOther() {
  while (next < Number(count)) {
    const annotationId = `ann_${name}_${(next += 1)}`;
    await store.annotateByKey({
      annotationId,
      question: 'q',
      agentResponse: 'a'.repeat(500),
      userId: '',
      rating: 'incorrect',
      correction: 'c',
      tags: [],
      rootCause: null,
      reviewer: null,
      metadata: {},
    });
    process.stdout.write(`${annotationId}\n`);
  }
}

await Promise.all(Array.from({ length: 32 }, writeOneAfterTheOther));
await store.close();
