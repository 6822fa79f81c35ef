import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { installPackages } from './install-packages.js';

const VERSIONS = '/usr/lib/postgresql';
const CLUSTER_SETTINGS = '/etc/postgresql-common/createcluster.d';

/** The folder of PostgreSQL's programs, of the newest version; undefined where there is none. */
export function findPostgres() {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  return versions
    .sort((left, right) => Number(right) - Number(left))
    .map((version) => join(VERSIONS, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

/** Installs PostgreSQL where it may. The tests start a cluster of their own, so none is made. */
export function installPostgres() {
  if (findPostgres()) return;
  if (process.getuid?.() === 0) {
    mkdirSync(CLUSTER_SETTINGS, { recursive: true });
    writeFileSync(join(CLUSTER_SETTINGS, 'agentloop.conf'), 'create_main_cluster = false\n');
  }
  installPackages([{ name: 'postgresql', isThere: false }]);
}
