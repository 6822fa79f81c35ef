import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Packs the package, installs it into a copy of all applications outside of this repository, checks
 * their types and builds them.
 *
 * @returns how to remove them; those that are there already, where `APPS_FOLDER` says so, stay
 */
export default function installApps(): () => void {
  if (process.env['APPS_FOLDER']) return () => {};
  const folder = mkdtempSync(join(tmpdir(), 'agentloop-feedback-apps-'));
  const run = (args: string[], cwd = folder) =>
    execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const pack = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const tarball = join(folder, run(pack, ROOT).trim());

  cpSync(join(ROOT, 'demo/apps'), folder, { recursive: true });
  const apps = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'package.json')));
  for (const app of apps) usePackage(join(folder, app, 'package.json'), tarball);
  // Nested, so that each application has the one React that it asks for.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, workspaces: apps }));
  run(['install', '--no-audit', '--no-fund', '--loglevel=error', '--install-strategy=nested']);
  run(['run', 'build', '--workspaces', '--silent']);

  process.env['APPS_FOLDER'] = folder;
  return () => rmSync(folder, { recursive: true });
}

function usePackage(path: string, tarball: string): void {
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  manifest.dependencies['agentloop-feedback'] = `file:${tarball}`;
  writeFileSync(path, JSON.stringify(manifest, null, 2));
}
