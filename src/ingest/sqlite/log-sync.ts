import { closeSync, fdatasync, openSync } from 'node:fs';

/** Brings SQLite's write-ahead log to the disk, in a thread of its own. */
export interface LogSync {
  /** Resolves when all that is in the log now is on the disk. */
  sync(): Promise<void>;
  /** Resolves when all that `sync` was called for is on the disk; undefined where it is already. */
  pending(): Promise<void> | undefined;
  close(): void;
}

/**
 * One sync is under way, and who calls meanwhile shares the next.
 *
 * @param path the log's file; it is opened at the first sync, when SQLite has made it
 */
export function createLogSync(path: string): LogSync {
  let file: number | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const run = () =>
    new Promise<void>((resolve, reject) => {
      file ??= openSync(path, 'r+');
      fdatasync(file, (error) => (error ? reject(error) : resolve()));
    });
  const start = () => {
    next = undefined;
    const current = run();
    running = current;
    const end = () => {
      if (running === current) running = undefined;
    };
    current.then(end, end);
    return current;
  };

  return {
    sync: () => (running ? (next ??= running.then(start)) : start()),
    pending: () => next ?? running,
    close() {
      if (file !== undefined) closeSync(file);
    },
  };
}
