import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A real browser on a busy machine may miss a deadline: these are tried twice, and the report names who needed it. */
const inBrowser = ['test/flows/{widgets,console,journey,dashboard,sandbox-pages}*.test.ts'];

/** Files that take long although they are short: begun last they would be waited for alone. */
const longest = ['kill', 'otherwise', 'fuzz', 'two-processes', 'faults', 'rules'];

/**
 * One project after the other, since a worker keeps its loaded house and its browser only while the next file is of the
 * same project; within one the long files first. Vitest takes a class.
 */
class ProjectByProject extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      longest.some((name) => moduleId.endsWith(`/${name}.test.ts`));
    const rank = (file: TestSpecification) => (file.project.name === 'browser' ? 0 : isLong(file) ? 1 : 2);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    globalSetup: ['test/postgres.setup.ts'],
    pool: 'forks',
    maxWorkers: 3,
    // As long as a machine many times slower than a developer's needs; a test that passes never waits for it.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    // Each worker loads the house and starts its browser once; tests start their own servers and databases and share nothing else.
    isolate: false,
    // What one file has had transformed, the next need not: most of a test file's time was loading the house.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: ProjectByProject },
    projects: [
      { extends: true, test: { name: 'browser', include: inBrowser, retry: 1 } },
      {
        extends: true,
        test: {
          name: 'house',
          include: ['{test,src,widgets}/**/*.test.ts'],
          exclude: inBrowser,
        },
      },
    ],
  },
});
