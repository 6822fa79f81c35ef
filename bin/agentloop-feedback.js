#!/usr/bin/env node
import { erase } from './erase.js';
import { exportRecords } from './export.js';
import { keys } from './keys.js';
import { seed } from './seed.js';
import { serve } from './serve.js';
import { describeSettings, SettingsError } from './settings.js';
import { sign } from './sign.js';
import { webhooks } from './webhooks.js';

const USAGE = `Usage: agentloop-feedback <command> [options]

  serve     runs the ingest: endpoints, feedback page, review queue, widget
${describeSettings()}
          ${''.padEnd(24)}FEEDBACK_SIGNING_SECRET several, newest first, by commas
          ${''.padEnd(24)}AGENTLOOP_API_KEYS      likewise; they may do everything
          Without a secret or a key, serve makes one and keeps it in the data folder.

  keys      create --name TEXT [--scopes log,review,export] makes an API key and prints it
          list prints all keys; revoke ID ends one

  webhooks  dead prints the messages that could not be delivered; retry tries them again

  erase     --user ID removes a person's annotations and turns, with their history

  sign      prints a feedback URL; the secret comes from FEEDBACK_SIGNING_SECRET
          --base-url URL --question TEXT --answer TEXT [--user ID] [--session ID] [--fragment]

  export    [turns | annotations] writes them to the output, or with --out to a file
          --format ndjson | csv | eval | otel; --status, --signal, --rating, --reason, --user,
          --session, --since, --until, --q and --sort, as GET /v1/turns takes them

  seed      fills the database with turns, votes and verdicts that could have happened in the last
            month, in eight languages, to try the review queue with
          --turns N [--random N]  1000 by default; the same random number gives the same data

keys, webhooks, erase, export and seed take --data, DATA_DIR and DATABASE_URL as serve does.
`;

const COMMANDS = { serve, keys, webhooks, erase, export: exportRecords, seed, sign };

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name)
  ? COMMANDS[/** @type {keyof typeof COMMANDS} */ (name)]
  : undefined;

if (!command) {
  const isHelp = ['help', '--help', '-h'].includes(name);
  (isHelp ? process.stdout : process.stderr).write(USAGE);
  process.exitCode = isHelp ? 0 : 2;
} else {
  try {
    await command(args);
  } catch (error) {
    // A mistake in the settings or on the machine: one line for each, no stack.
    const message = error instanceof Error ? error.message : String(error);
    const lines = error instanceof SettingsError ? error.mistakes : [message];
    for (const line of lines) console.error(`agentloop-feedback: ${line}`);
    process.exitCode = 1;
  }
}
