import { defineConfig } from 'vite';

export default defineConfig({
  // The server that has the answers and signs their links: `typescript` or `python`.
  server: { proxy: { '/api': process.env.API_URL ?? 'http://127.0.0.1:8080' } },
});
