import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    outDir: 'dist/client',
    rollupOptions: {
      input: 'src/client.ts',
      output: { entryFileNames: 'client.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
