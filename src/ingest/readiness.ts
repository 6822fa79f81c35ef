/** How long a database may take to say that it is there, in milliseconds. */
const PING_MS = 2_000;

/**
 * Whether the database takes writes. While one question is open, it is the question of all who ask:
 * nobody can wear the database out with this.
 */
export function createReadiness(ping: () => Promise<void>): () => Promise<boolean> {
  let open: Promise<boolean> | undefined;
  return () => {
    open ??= answersInTime(ping).finally(() => (open = undefined));
    return open;
  };
}

async function answersInTime(ping: () => Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The database did not answer in time.')), PING_MS);
    });
    await Promise.race([ping(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
