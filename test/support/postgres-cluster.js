import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { findPostgres } from './install-postgres.js';

/**
 * A throw-away PostgreSQL on loopback, in a folder and on a port of its own, as safe as it comes:
 * fsync is on. It does not run as root, so as root its programs run as the user `postgres`.
 *
 * @param {Record<string, string>} [environment] for the server's processes
 */
export async function startPostgres(environment = {}) {
  const programs = findPostgres();
  if (!programs) throw new Error('PostgreSQL is not installed; `npm test` installs it.');
  const folder = mkdtempSync(join(tmpdir(), 'agentloop-postgres-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    // The home of Debian's user is owned by it.
    const { uid, gid } = statSync('/var/lib/postgresql');
    chownSync(folder, uid, gid);
  }
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const port = await findFreePort();

  /**
   * @param {string} program
   * @param {string[]} args
   */
  const run = (program, args) => {
    const path = join(programs, program);
    const command = isRoot ? 'runuser' : path;
    execFileSync(command, isRoot ? ['-u', 'postgres', '--', path, ...args] : args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...environment },
    });
  };
  const start = () =>
    run('pg_ctl', ['-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', options, 'start']);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`;

  /** @param {string} [database] */
  const url = (database = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${database}`;
  let databases = 0;

  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C', '-N']);
  start();
  return {
    port,
    data,
    folder,
    url,
    /** @returns the name of a new, empty database */
    async createDatabase() {
      const name = `database_${(databases += 1)}`;
      const admin = new pg.Client({ connectionString: url() });
      await admin.connect();
      await admin.query(`CREATE DATABASE ${name}`);
      await admin.end();
      return name;
    },
    start,
    /** @param {'fast' | 'immediate'} [mode] `immediate` is how it ends when the machine does */
    stop: (mode = 'fast') => run('pg_ctl', ['-D', data, '-w', '-s', '-m', mode, 'stop']),
    remove() {
      try {
        run('pg_ctl', ['-D', data, '-w', '-s', '-m', 'immediate', 'stop']);
      } catch {
        // It had stopped.
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns {Promise<number>} */
function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? Number(address?.port) : 0));
    });
  });
}
