import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The pages of our own origin: the panel's frame (checkout loaded when needed), the return page, those of staff. */
export default defineConfig({
  root: here('./widgets'),
  base: '/widget/',
  publicDir: false,
  // Each answer puts a nonce of its own there: src/app/http/widget-page.ts.
  html: { cspNonce: '__NONCE__' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('./dist/widgets'),
    emptyOutDir: true,
    target: ['chrome111', 'firefox113', 'safari16.4'],
    // The preload helper's polyfill would be an inline script; the policy allows none.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The plotting library, which only the dashboard loads; .size-limit.mjs has the budgets.
    chunkSizeWarningLimit: 600,
    rollupOptions: {
      input: {
        frame: here('./widgets/frame.html'),
        pay: here('./widgets/pay.html'),
        return: here('./widgets/return.html'),
        console: here('./widgets/console.html'),
        dashboard: here('./widgets/dashboard.html'),
      },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        // What every page loads, and what the checkout cannot do without: many small files would compress worse.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'base',
              test: /node_modules\/preact|vite\/preload-helper|rolldown\/runtime|ui\/(http|icons|language|money|lazy|store|keep|safe-url|rest-focus|text\/(shared|say))\.tsx?$/,
            },
            {
              name: 'sheet',
              test: /widgets\/checkout\/(?!in-app|top-up|begin-top-up).*\.tsx?$|ui\/text\/checkout\.ts$|\/uqr\//,
            },
          ],
        },
      },
    },
  },
});
