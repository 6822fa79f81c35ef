import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { installPostgres } from '../test/support/install-postgres.js';
import { fill, inspect, withDatabases } from './ingest/databases.js';
import { load } from './ingest/load.js';
import { makeRequests } from './ingest/requests.js';
import { API_KEY, startServer } from './ingest/start-server.js';
import { ENGINES, interleave, measureThroughput, NAMES } from './ingest/throughput.js';
import { median } from './median.js';
import { report } from './report.js';

/** @import { Figure } from './report.js' */

/*
 * What the ingest promises, on SQLite and PostgreSQL: nothing that was acknowledged is lost, how
 * fast that is beside a handler that stores nothing, and that neither size nor time changes it.
 *
 *   --parts durability,races,throughput,size,soak   default: all
 *   --kills 20  --rounds 5  --turns 1000000  --soak 60 (seconds; 600 for the long one)
 */
const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'durability,races,throughput,size,soak' },
    kills: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '5' },
    turns: { type: 'string', default: '1000000' },
    soak: { type: 'string', default: '60' },
  },
});
const kills = Number(values.kills);
const rounds = Number(values.rounds);
const turns = Number(values.turns);
const soakMs = Number(values.soak) * 1000;
const ROUNDS = { rounds, ms: 2_500 };

/** @type {Record<string, () => Promise<Figure[]>>} */
const PARTS = {
  durability: measureDurability,
  races: measureRaces,
  throughput: async () => [
    ...(await measureThroughput(ROUNDS)),
    ...(await measureThroughput(ROUNDS, ', 5 ms more for each fsync', slowFsync())),
  ],
  size: measureSize,
  soak: measureSoak,
};

installPostgres();
/** @type {Figure[]} */
const figures = [];
for (const part of values.parts.split(',')) figures.push(...((await PARTS[part]?.()) ?? []));
report('ingest', figures);

/** SQLite's process is the ingest; PostgreSQL's own are killed while the ingest goes on. */
function measureDurability() {
  return withDatabases(async (databases, cluster) => {
    /** @type {Figure[]} */
    const found = [];
    for (const engine of ENGINES) {
      const place = await databases.create(engine);
      let server = await startServer(engine, place);
      /** @type {Set<string>} */
      const acknowledged = new Set();
      for (let kill = 0; kill < kills; kill += 1) {
        const name = `${engine}_${kill}`;
        const loading = load(server.port, makeRequests(name, 4_000), { ms: 20_000 });
        await wait(200 + Math.random() * 800);
        if (engine === 'sqlite') await server.stop('SIGKILL');
        else {
          await killPostgres(cluster);
          cluster.start();
        }
        for (const number of (await loading).acknowledged) acknowledged.add(`${name}_${number}`);
        if (engine === 'sqlite') server = await startServer(engine, place);
      }
      await server.stop();
      const kept = await inspect(engine, place);
      const users = new Set(kept.users);
      const missing = [...acknowledged].filter((user) => !users.has(user)).length;
      const after = `after ${kills} kills on ${NAMES[engine]}`;
      found.push(
        { figure: `acknowledged ${after}`, unit: '', value: acknowledged.size, least: kills },
        { figure: `acknowledged and missing ${after}`, unit: '', value: missing, limit: 0 },
        { figure: `half-written ${after}`, unit: '', value: kept.halves, limit: 0 },
      );
    }
    return found;
  });
}

/** Two processes write the same thousand contexts to one database. */
function measureRaces() {
  return withDatabases(async (databases) => {
    const place = await databases.create('postgres');
    const servers = await Promise.all([0, 1].map(() => startServer('postgres', place)));
    const requests = makeRequests('race', 1_000);
    const loads = await Promise.all(servers.map(({ port }) => load(port, requests)));
    await Promise.all(servers.map((server) => server.stop()));
    const { users, halves } = await inspect('postgres', place);
    const refused = loads.reduce((sum, one) => sum + one.refused, 0);
    return [
      {
        figure: 'records of 1,000 contexts by two processes',
        unit: '',
        value: users.length,
        least: 1_000,
        limit: 1_000,
      },
      { figure: 'of them half-written', unit: '', value: halves, limit: 0 },
      { figure: 'of their calls refused', unit: '', value: refused, limit: 0 },
    ];
  });
}

function measureSize() {
  return withDatabases(async (databases) => {
    /** @type {Figure[]} */
    const found = [];
    for (const engine of ENGINES) {
      const large = await databases.create(engine);
      // The store makes the tables.
      await (await startServer(engine, large)).stop('SIGTERM');
      await fill(engine, large, turns);
      const servers = [
        await startServer(engine, await databases.create(engine)),
        await startServer(engine, large),
      ];
      const [empty, full] = await interleave(
        servers[0]?.port ?? 0,
        servers[1]?.port ?? 0,
        `size_${engine}`,
        ROUNDS,
      );
      const listMs = await timeListing(servers[1]?.port ?? 0);
      await Promise.all(servers.map((server) => server.stop()));
      const with_ = `with ${turns.toLocaleString('en')} turns on ${NAMES[engine]}`;
      found.push(
        {
          figure: `annotations ${with_}, beside none`,
          unit: '/s',
          value: full.rate,
          reference: empty.rate,
          leastRatio: 0.9,
        },
        { figure: `newest 50 pending ${with_}`, unit: 'ms', value: listMs, limit: 5 },
      );
      if (engine === 'sqlite') {
        const bytes = statSync(large).size / turns;
        found.push({
          figure: 'file for each turn with its annotation',
          unit: 'bytes',
          value: bytes,
        });
      }
    }
    return found;
  });
}

/** Memory at the end of a long run, beside a third of the way. */
function measureSoak() {
  return withDatabases(async (databases) => {
    /** @type {Figure[]} */
    const found = [];
    for (const engine of ENGINES) {
      const server = await startServer(engine, await databases.create(engine));
      /** @type {number[]} */
      const samples = [];
      const end = performance.now() + soakMs;
      for (let round = 0; performance.now() < end; round += 1) {
        await load(server.port, makeRequests(`soak_${engine}_${round}`, 10_000), { ms: 2_000 });
        samples.push(server.residentBytes() / 2 ** 20);
      }
      await server.stop();
      const third = Math.floor(samples.length / 3);
      found.push({
        figure: `memory after ${soakMs / 1000} s on ${NAMES[engine]}`,
        unit: 'MiB',
        value: median(samples.slice(-third)),
        reference: median(samples.slice(third, 2 * third)),
        target: 1.1,
      });
    }
    return found;
  });
}

/** @param {number} port */
async function timeListing(port) {
  const times = [];
  for (let call = 0; call < 100; call += 1) {
    const start = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/v1/turns?status=pending&limit=50`, {
      headers: { authorization: `Bearer ${API_KEY}` },
    });
    const { items } = await response.json();
    if (items.length !== 50) throw new Error('There are not 50 turns.');
    times.push(performance.now() - start);
  }
  return median(times);
}

/**
 * All of them, as when the machine goes: they are known by the folder that they work in.
 *
 * @param {{ data: string, folder: string }} cluster
 */
async function killPostgres({ data, folder }) {
  const running = () =>
    readdirSync('/proc').filter((pid) => {
      try {
        return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === data;
      } catch {
        return false;
      }
    });
  for (let pids = running(); pids.length > 0; pids = running()) {
    for (const pid of pids) {
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
    await wait(20);
  }
  // After the machine itself had gone, the number in these files would belong to nobody.
  rmSync(join(data, 'postmaster.pid'), { force: true });
  for (const name of readdirSync(folder)) if (name.endsWith('.lock')) rmSync(join(folder, name));
}

/** A library that is loaded before all others, and makes each fsync wait. */
function slowFsync() {
  const folder = mkdtempSync(join(tmpdir(), 'agentloop-fsync-'));
  chmodSync(folder, 0o755);
  const library = join(folder, 'slow-fsync.so');
  const source = new URL('./ingest/slow-fsync.c', import.meta.url).pathname;
  execFileSync('gcc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl']);
  return { LD_PRELOAD: library };
}

/** @param {number} ms */
function wait(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
