import { resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';

const ENTRY = 'entry-of-one-export';

/**
 * What one export costs a browser that imports nothing else of its module: bundled and minified, in
 * bytes of brotli.
 *
 * @param {string} file a built module
 * @param {string} name
 * @param {RegExp} [leftOut] modules that do not count
 */
export async function sizeOfExport(file, name, leftOut) {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: ENTRY,
        resolveId: (id) => (id.endsWith(ENTRY) ? ENTRY : undefined),
        load: (id) =>
          id === ENTRY ? `export { ${name} } from ${JSON.stringify(resolve(file))}` : undefined,
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['es'] },
      rolldownOptions: { external: leftOut ?? [], output: { minify: true } },
    },
  });
  const output = [result].flat()[0];
  if (!output || !('output' in output)) throw new Error(`${name} was not built.`);
  return brotliCompressSync(output.output[0].code).length;
}
