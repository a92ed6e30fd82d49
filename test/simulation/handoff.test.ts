import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../../src/kernel/db/engines.testing.ts';
import { playHistory } from './handoff/play.ts';

/** A few of what `npm run test:handoff` plays by the hundred, always the same. */
const SEEDS = { sqlite: [1, 2, 3, 4, 5, 6], postgresql: [7] } as const;

describeOnBothEngines('random histories of learners, agents, presence and crashes', (database, engine) => {
  it('leave one owner to each conversation, the bot silent beside people, and nobody waiting beside a free slot', async () => {
    for (const seed of SEEDS[engine]) {
      const { problems } = await playHistory(database(), { seed, stepsCount: 25 });
      expect(problems).toEqual([]);
    }
  }, 60_000);
});
