import { defineConfig } from 'vite';

export default defineConfig({
  // Nothing is built: Vite only serves what is there.
  build: { outDir: 'site' },
  // The server that has the answers and signs their links: `typescript` or `python`.
  server: { proxy: { '/api': process.env.API_URL ?? 'http://127.0.0.1:8080' } },
});
