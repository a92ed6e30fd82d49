import { expect, it } from 'vitest';
import { deferred } from './deferred.ts';
import { sharedRun } from './shared-run.ts';

function openWork() {
  const runs: ReturnType<typeof deferred<void>>[] = [];
  const run = sharedRun(() => {
    const gate = deferred<void>();
    runs.push(gate);
    return gate.promise;
  });
  return { runs, run };
}

it('those who come while it runs share one further run that begins after it', async () => {
  const { runs, run } = openWork();
  const first = run();
  const later = [run(), run(), run()];
  expect(runs).toHaveLength(1);
  runs[0]?.resolve();
  await first;
  await Promise.resolve();
  expect(runs).toHaveLength(2);
  runs[1]?.resolve();
  await Promise.all(later);
  expect(runs).toHaveLength(2);
});

it('a failed run fails those who waited for it and nobody else', async () => {
  const { runs, run } = openWork();
  const first = run();
  const second = run();
  runs[0]?.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await Promise.resolve();
  runs[1]?.resolve();
  await second;
  const third = run();
  runs[2]?.resolve();
  await third;
});
