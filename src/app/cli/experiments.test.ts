import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { silentLog } from '../../kernel/log.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import { guardExperiment } from '../../recommend/experiment/guard-experiment.ts';
import { rateOf } from '../../recommend/experiment/report-experiment.ts';
import { runCommand } from './command.testing.ts';
import { experimentsCommand } from './experiments.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(() => opened.remove());

const run = (...args: string[]) => runCommand(experimentsCommand, args, opened);

const shownIn = {
  ...{ turnActivityId: null, surface: 'web', language: 'en', strategy: 'browse', request: '{}' },
  ...{ livemode: 0, createdAtMs: 1 },
};
const card = {
  ...{
    rank: 1,
    productId: 'prod',
    priceId: 'price',
    currency: 'USD',
    amountMinor: 1,
    score: 1,
    reason: '{}',
  },
  ...{ propensity: 1, slot: 'best', policy: 'plain' },
};

/** One card shown to a learner of its own. */
async function saveShown(
  tx: Tx,
  { id, ...side }: { id: string; variant: string; experimentId: string },
): Promise<void> {
  const recommendationId = `rec_${id}`;
  const who = { learnerId: `learner_${id}`, conversationId: `conv_${id}` };
  await tx
    .insertInto('recommendation')
    .values({ recommendationId, ...who, ...shownIn })
    .execute();
  await tx
    .insertInto('impression')
    .values({ impressionId: `imp_${id}`, recommendationId, ...side, ...card })
    .execute();
}

describe('tilltalk experiments', () => {
  it('one runs at a time, names are used once, and a wrong call is told', async () => {
    expect(await run('start', 'one', 'a=plain', 'b=nothing')).toMatchObject({ code: 2 });
    expect(await run('start', 'one', 'a=plain', 'b=taste')).toMatchObject({ code: 0, out: ['one runs.'] });
    expect(await run('start', 'two', 'a=plain', 'b=taste')).toMatchObject({
      code: 1,
      err: ['one is running. Stop it first.'],
    });
    const [listed] = (await run('list', '--json')).out.map((line) => JSON.parse(line));
    expect(listed).toMatchObject({ name: 'one', kind: 'split', status: 'running' });
    expect(await run('stop', 'one')).toMatchObject({ code: 0 });
    expect(await run('stop', 'one')).toMatchObject({ code: 1, err: ['No one is running.'] });
    expect(await run('start', 'one', 'a=plain', 'b=taste')).toMatchObject({ code: 1 });
    expect(await run('start', 'three', 'a=plain', 'b=taste', 'c=taste', '--interleave')).toMatchObject({
      code: 1,
      err: ['Lists are interleaved of two variants.'],
    });
  });

  it('a report counts each click and each thread with a person once, by variant', async () => {
    await run('start', 'counted', 'a=plain', 'b=taste');
    const [{ experimentId }] = (await run('list', '--json')).out.map((line) => JSON.parse(line));
    await opened.db.transact(async (tx) => {
      for (const [id, variant] of [
        ['1', 'a'],
        ['2', 'b'],
        ['3', 'b'],
      ] as const) {
        await saveShown(tx, { id, variant, experimentId });
      }
      const deps = { clock: systemClock(), newId };
      const told = { livemode: false, payload: {} };
      await appendEvent(deps, tx, { ...told, type: 'impression.clicked', subjectId: 'imp_2' });
      await appendEvent(deps, tx, { ...told, type: 'impression.clicked', subjectId: 'imp_2' });
      await appendEvent(deps, tx, {
        ...told,
        type: 'handoff.requested',
        subjectId: 'h',
        conversationId: 'conv_1',
      });
    });
    const reports = (await run('report', 'counted', '--json')).out.map((line) => JSON.parse(line));
    expect(reports).toMatchObject([
      { variant: 'a', learners: 1, impressions: 1, clicks: 0, conversions: 0, handoffs: 1 },
      { variant: 'b', learners: 2, impressions: 2, clicks: 1, conversions: 0, handoffs: 0 },
    ]);
    expect(await run('report', 'unheard')).toMatchObject({ code: 1 });
  });

  it('an experiment of which a variant sends learners to people is stopped by itself and named', async () => {
    const stop = { db: opened.db, clock: systemClock(), newId, livemode: false, log: silentLog() };
    expect(await guardExperiment(stop)).toEqual([]);
    const [running] = (await run('list', '--json')).out.map((line) => JSON.parse(line));
    await opened.db.transact(async (tx) => {
      for (let at = 0; at < 60; at += 1) {
        const id = `harm_${at}`;
        const variant = at % 2 === 0 ? 'a' : 'b';
        await saveShown(tx, { id, variant, experimentId: running.experimentId });
        if (variant === 'a' || at > 40) continue;
        const told = { livemode: false, payload: {}, type: 'handoff.requested' };
        await appendEvent(stop, tx, { ...told, subjectId: id, conversationId: `conv_${id}` });
      }
    });
    expect(await guardExperiment(stop)).toMatchObject([{ variant: 'b', guard: 'handoffs' }]);
    expect(await guardExperiment(stop)).toEqual([]);
    const told = await run('report', running.name);
    expect(told).toMatchObject({ code: 1, err: [expect.stringContaining('b does harm')] });
  });

  it('tells how many learners a lift takes', async () => {
    const asked = await run('size', '--rate', '10', '--lift', '20');
    expect(asked).toMatchObject({ code: 0, out: ['3841 learners in each variant.'] });
    expect(await run('size', '--rate', '10')).toMatchObject({ code: 2 });
  });

  it('an interval of a rate holds it, and of nothing says nothing', () => {
    expect(rateOf(0, 0)).toEqual({ value: 0, low: 0, high: 1 });
    const { value, low, high } = rateOf(3, 100);
    expect([low < value, value < high, low > 0, high < 0.1]).toEqual([true, true, true, true]);
  });
});
