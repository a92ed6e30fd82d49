import { defineConfig } from 'vitest/config';

/** A real browser on a busy machine may miss a deadline: these are tried twice, and the report names who needed it. */
const inBrowser = ['test/flows/{widgets,console,journey,dashboard,sandbox-pages}*.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/postgres.setup.ts'],
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // What one file has had transformed, the next need not: most of a test file's time was loading the house.
    experimental: { fsModuleCache: true },
    projects: [
      { extends: true, test: { name: 'browser', include: inBrowser, retry: 1 } },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['test/**/*.test.ts'],
          exclude: inBrowser,
          // Each worker loads the house once; tests start their own servers and databases and share nothing else.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'widgets/**/*.test.ts'],
          isolate: false,
        },
      },
    ],
  },
});
