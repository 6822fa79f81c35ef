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
  const chunks = await bundle(code, leftOut);
  return brotliCompressSync(chunks.map((chunk) => chunk.code).join('')).length;
}

/**
 * Every module that a built module loads, also later on.
 *
 * @param {string} file
 */
export async function modulesOf(file) {
  const chunks = await bundle(`import ${JSON.stringify(resolve(file))}`);
  return new Set(chunks.flatMap((chunk) => Object.keys(chunk.modules)));
}

/**
 * @param {string} code of the entry
 * @param {RegExp | ((id: string) => boolean)} [external]
 */
async function bundle(code, external) {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: ENTRY,
        resolveId: (id) => (id.endsWith(ENTRY) ? ENTRY : undefined),
        load: (id) => (id === ENTRY ? code : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['es'] },
      rolldownOptions: { ...(external && { external }), output: { minify: true } },
    },
  });
  const output = [result].flat()[0];
  if (!output || !('output' in output)) throw new Error(`${code} was not built.`);
  return output.output.filter((part) => part.type === 'chunk');
}
