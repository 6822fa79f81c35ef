import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { listenBadly } from './faulty-front.js';
import { API_KEY, createTestIngest, SECRET } from './test-ingest.js';

import type { TestContext } from 'node:test';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A code block of a page, and the heading that it stands under. */
export interface Snippet {
  heading: string;
  language: string;
  code: string;
}

/**
 * The code blocks of a page, in their order.
 *
 * @param path from the root of the repository
 */
export function readSnippets(path: string): Snippet[] {
  const page = readFileSync(join(ROOT, path), 'utf8');
  const snippets: Snippet[] = [];
  let heading = '';
  for (const [, title, language = '', code = ''] of page.matchAll(
    /^#+ ([^\n]+)$|^```(\w+)\n(.*?)^```$/gms,
  )) {
    if (title) heading = title;
    else snippets.push({ heading, language, code });
  }
  return snippets;
}

/** The one code block of a language under a heading. */
export function findSnippet(path: string, heading: string, language: string): string {
  const found = readSnippets(path).filter(
    (snippet) => snippet.heading === heading && snippet.language === language,
  );
  if (found.length !== 1) {
    throw new Error(`${path} has ${found.length} blocks of ${language} under “${heading}”.`);
  }
  return found[0]?.code ?? '';
}

/** What a change leads to: its old lines gone, its new ones in their place. */
export function applyChange(change: string | undefined): string {
  const lines = change?.split('\n').filter((line) => !line.startsWith('-')) ?? [];
  return lines.map((line) => line.slice(1)).join('\n');
}

/**
 * Runs a program against a real ingest, in a folder of its own. It finds this package as any
 * application would, and prints one line of JSON.
 *
 * @param file what the program is called: its ending says how it is run
 */
export async function runProgram(t: TestContext, file: string, code: string) {
  const fixture = await createTestIngest(t);
  const { baseUrl } = await listenBadly(t, fixture.ingest, []);
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.cache/snippets-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, file), code);
  const command = file.endsWith('.py') ? 'python3' : process.execPath;
  const flags = file.endsWith('.ts') ? ['--import=tsx'] : [];
  const { stdout } = await promisify(execFile)(command, [...flags, file], {
    cwd: folder,
    env: {
      ...process.env,
      INGEST_API_KEY: API_KEY,
      INGEST_URL: baseUrl,
      AGENTLOOP_API_KEY: API_KEY,
      FEEDBACK_SIGNING_SECRET: SECRET,
      PYTHONPATH: fileURLToPath(new URL('.', import.meta.url)),
    },
  });
  return { ...fixture, printed: JSON.parse(stdout) as Record<string, unknown> };
}
