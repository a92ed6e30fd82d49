import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The script a host page includes: one classic script without imports. Built after the pages, into their folder. */
export default defineConfig({
  root: here('./widgets'),
  publicDir: false,
  build: {
    outDir: here('./dist/widgets'),
    emptyOutDir: false,
    target: ['chrome111', 'firefox113', 'safari16.4'],
    rollupOptions: {
      input: here('./widgets/loader/main.ts'),
      output: { format: 'iife', entryFileNames: 'widget.js' },
    },
  },
});
