import { resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';

const ENTRY = 'entry-of-one-export';

/**
 * What one export costs a browser that imports nothing else of its module: bundled and minified, in
 * bytes of brotli.
 *
 * @param {string} file a built module
 * @param {string} name of the export, or `*` for all
 * @param {RegExp | ((id: string) => boolean)} [leftOut] modules that do not count
 */
export async function sizeOfExport(file, name, leftOut) {
  const exported = name === '*' ? name : `{ ${name} }`;
  const code = `export ${exported} from ${JSON.stringify(resolve(file))}`;
  const entryOfOneExport = {
    name: ENTRY,
    resolveId: (/** @type {string} */ id) => (id.endsWith(ENTRY) ? ENTRY : undefined),
    load: (/** @type {string} */ id) => (id === ENTRY ? code : undefined),
  };
  const chunks = await bundle(ENTRY, { plugins: [entryOfOneExport], external: leftOut });
  return brotliCompressSync(chunks.map((chunk) => chunk.code).join('')).length;
}

/**
 * Every module that a built module loads, also later on.
 *
 * @param {string} file
 */
export async function modulesOf(file) {
  const chunks = await bundle(resolve(file));
  return new Set(chunks.flatMap((chunk) => Object.keys(chunk.modules)));
}

/**
 * Bundles and minifies a module as a site does that uses it.
 *
 * @param {string} entry
 * @param {object} [options]
 * @param {import('vite').Plugin[]} [options.plugins]
 * @param {RegExp | ((id: string) => boolean) | undefined} [options.external]
 */
export async function bundle(entry, { plugins = [], external } = {}) {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    // Library mode leaves it as it is, and a browser does not know it.
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins,
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        ...(external && { external }),
        // As in a site: what two chunks share may stay in the entry.
        preserveEntrySignatures: 'allow-extension',
        output: { minify: true },
      },
    },
  });
  const output = [result].flat()[0];
  if (!output || !('output' in output)) throw new Error(`${entry} was not built.`);
  return output.output.filter((part) => part.type === 'chunk');
}
