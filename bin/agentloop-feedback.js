#!/usr/bin/env node
import { seed } from './seed.js';
import { serveIngest } from './serve.js';
import { sign } from './sign.js';

const USAGE = `Usage: agentloop-feedback <command> [options]

  serve   runs the ingest: endpoints, feedback page, review queue, widget
          --port N           PORT                     default 8787; 0 takes any free port
          --host ADDRESS     HOST                     default 127.0.0.1
          --data FOLDER      DATA_DIR                 default ./agentloop-feedback-data
          --frame-ancestors  FRAME_ANCESTORS          who may frame the feedback page; default *
                             FEEDBACK_SIGNING_SECRET  several, newest first, by commas
                             AGENTLOOP_API_KEYS       likewise
          Without a secret or a key, serve makes one and keeps it in the data folder.

  sign    prints a feedback URL; the secret comes from FEEDBACK_SIGNING_SECRET
          --base-url URL --question TEXT --answer TEXT [--user ID] [--session ID] [--fragment]

  seed    fills the database with turns, votes and verdicts that could have happened in the last
          month, in eight languages, to try the review queue with
          --turns N                                   default 1000
          --data FOLDER      DATA_DIR                 default ./agentloop-feedback-data
          --random N                                  the same number gives the same data
`;

const COMMANDS = { seed, serve: serveIngest, sign };

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
    // A mistake in the settings or on the machine: one line, no stack.
    console.error(`agentloop-feedback: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
