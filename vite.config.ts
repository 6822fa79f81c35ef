import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { bundle as bundleStyles, transform } from 'lightningcss';
import { minify } from 'terser';
import { defineConfig } from 'vite';

import { writeIntegrity } from './build/write-integrity.js';

import type { Plugin } from 'vite';

const OUT = 'dist/browser';
const STYLES = ['src/frame/feedback-page.css', 'src/review/review-page.css'];
/** Stands for a hash in the names of chunks, until all of them are there. */
const UNNAMED = '_CHUNKS_';
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * Builds what browsers load: the widget and the host's end of an iframe for a script tag, and the
 * scripts and styles of the two pages. The npm package itself is emitted by `tsc`, unbundled.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  // Library mode leaves it to whoever bundles the library; a page has nobody after us.
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [slimTemplates(), leaveOutFallbacks(), joinFormToPage(), fetchAgain(), minifyOnceMore()],
  environments: {
    // The shell under a stable name; the form is a chunk that it fetches on demand.
    widget: buildOf('agentloop-feedback', 'src/index.ts'),
    // The same with the form and all languages in one file, which also a classic script loads.
    single: buildSingle('agentloop-feedback-single', 'src/index.ts'),
    // What a host loads beside an iframe, where it has no npm.
    frame: buildOf('agentloop-feedback-frame', 'src/frame.ts'),
    // A page is one script and one style sheet (and a language, where it is not English), so that
    // it shows after one round trip.
    feedbackPage: buildOf('feedback-page', 'src/frame/feedback-page.ts'),
    reviewPage: buildOf('review-page', 'src/review/review-page.ts'),
  },
  builder: {
    async buildApp(builder) {
      rmSync(OUT, { recursive: true, force: true });
      for (const name of ['widget', 'single', 'frame', 'feedbackPage', 'reviewPage']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
      for (const path of STYLES) {
        // What a style sheet imports becomes part of it.
        writeFileSync(
          join(OUT, basename(path)),
          bundleStyles({ filename: path, minify: true }).code,
        );
      }
      nameChunks();
      writeBrowserFiles();
      writeIntegrity(OUT);
    },
  },
});

function buildOf(name: string, entry: string) {
  return {
    consumer: 'client' as const,
    build: {
      outDir: OUT,
      emptyOutDir: false,
      // Library mode alone leaves `import()` without Vite's preload helper, 0.9 KB of the shell.
      lib: { entry: { [name]: entry }, formats: ['es' as const] },
      modulePreload: false as const,
      target: 'es2022',
      rolldownOptions: {
        // Lit stays in the shell, which then exports it to the form's chunk.
        preserveEntrySignatures: 'allow-extension' as const,
        output: {
          minify: true,
          entryFileNames: '[name].js',
          chunkFileNames: `assets/[name]-${UNNAMED}.js`,
        },
      },
    },
  };
}

/** One file that works by itself, and the licences of all that is bundled. */
function buildSingle(name: string, entry: string) {
  const { consumer, build } = buildOf(name, entry);
  return {
    consumer,
    build: {
      ...build,
      lib: { ...build.lib, formats: ['iife' as const], name: 'AgentloopFeedback' },
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        output: { minify: true, entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  };
}

/**
 * Names all chunks after one hash of what was built: they are cached for ever under it. A hash each
 * would cost the form 130 bytes, because it names all languages.
 */
function nameChunks(): void {
  const paths = readdirSync(OUT, { recursive: true, encoding: 'utf8' })
    .filter((path) => extname(path) === '.js')
    .sort();
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(join(OUT, path)));
  const name = hash.digest('base64url').slice(0, UNNAMED.length);
  for (const path of paths) {
    const code = readFileSync(join(OUT, path), 'utf8').replaceAll(UNNAMED, name);
    rmSync(join(OUT, path));
    writeFileSync(join(OUT, path.replace(UNNAMED, name)), code);
  }
}

/**
 * Minifies Lit's styles, and takes the indentation out of its templates: a minifier leaves both
 * alone because they are strings. Outside of them indentation means nothing.
 */
function slimTemplates(): Plugin {
  return {
    name: 'slim-templates',
    enforce: 'pre',
    transform: (code, id) =>
      /src\/\w+\/[\w-]+\.ts$/.test(id)
        ? code
            .replace(/css`([^`]*)`/g, (_, styles: string) => `css\`${minifyStyles(styles)}\``)
            // Without the check of what is interpolated, because nothing is: 100 bytes of the shell.
            .replace("import { css } from 'lit'", "import { unsafeCSS as css } from 'lit'")
            .replace(/\n\s+/g, '\n')
        : undefined,
  };
}

/** Nothing is rewritten for older browsers, because no targets are named. */
function minifyStyles(styles: string): string {
  return transform({ filename: 'styles', code: Buffer.from(styles), minify: true }).code.toString();
}

/**
 * Every browser that the element runs in has `adoptedStyleSheets` (README, "What runs where"), so
 * Lit's ways around it are left out of what a script tag loads: 150 bytes of the shell.
 */
function leaveOutFallbacks(): Plugin {
  const isSupported = /\w+\.ShadowRoot&&\(.*?CSSStyleSheet\.prototype/;
  return {
    name: 'leave-out-fallbacks',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/@lit/reactive-element/css-tag.js')) return undefined;
      if (!isSupported.test(code))
        this.error('Lit no longer asks for adoptedStyleSheets like this.');
      return code.replace(isSupported, 'true');
    },
  };
}

/**
 * Firefox and Safari never fetch a module again that they could not fetch once, so a second try of
 * the form has another address. It is the same for a second, so that all elements of a page share what comes.
 */
function fetchAgain(): Plugin {
  return {
    name: 'fetch-again',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        // A language that cannot be had is English until the next page.
        if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
        chunk.code = chunk.code.replace(
          /\bimport\([`"'](.+?)[`"']\)/g,
          'import("$1").catch(()=>import("$1?"+(performance.now()/1e3|0)))',
        );
      }
    },
  };
}

/** What Vite's own minifier leaves: 60 bytes of the shell, where each one counts. */
function minifyOnceMore(): Plugin {
  return {
    name: 'minify-once-more',
    enforce: 'post',
    // The review queue is opened once an hour, not on every page: its build is faster without.
    applyToEnvironment: ({ name }) => name !== 'single' && name !== 'reviewPage',
    async generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const options = { module: true, compress: { passes: 3, ecma: 2020 }, ecma: 2020 } as const;
        chunk.code = (await minify(chunk.code, options)).code ?? chunk.code;
      }
    },
  };
}

/** The feedback page always needs the form, so there it is no chunk of its own. */
function joinFormToPage(): Plugin {
  return {
    name: 'join-form-to-page',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'feedbackPage',
    transform: (code, id) =>
      id.endsWith('/agentloop-feedback.ts')
        ? code
            .replace(/^/, "import * as form from './feedback-session.js';")
            .replace("await import('./feedback-session.js')", 'await form')
        : undefined,
  };
}

/** What the ingest serves, as a module: see `src/ingest/browser-files.d.ts`. */
function writeBrowserFiles(): void {
  const files = readdirSync(OUT, { recursive: true, encoding: 'utf8' })
    .filter((path) => TYPES[extname(path)])
    .sort()
    .map((path) => {
      const body = readFileSync(join(OUT, path), 'utf8');
      const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16);
      const brotli = brotliCompressSync(body).toString('base64');
      return [path, { type: TYPES[extname(path)], hash, body, brotli }];
    });
  writeFileSync(
    'dist/ingest/browser-files.js',
    `export const BROWSER_FILES = ${JSON.stringify(Object.fromEntries(files), null, 1)};\n`,
  );
}
