import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DomainEvent } from '../../kernel/domain-event.ts';
import { addDays } from '../days.ts';
import { PACKED, PACKED_FIELDS } from '../store.ts';
import { loadEvents } from '../warehouse/load-events.ts';
import { openWarehouse, type Warehouse } from '../warehouse/open-warehouse.ts';
import { refreshJourneys } from '../warehouse/refresh-journeys.ts';
import { tablesOf } from '../warehouse/schema.ts';
import { logAround, questionsOf } from './log.testing.ts';
import {
  type NaiveStep,
  naiveChains,
  naiveRows,
  naiveSteps,
  naiveTimes,
  reachedAtMs,
} from './naive-journeys.testing.ts';
import { readJourneyRows } from './read-journey-rows.ts';
import { readJourneys } from './read-journeys.ts';
import { type JourneyQuestion, JourneyRowsQuestion } from './wire.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({ file: ':memory:', threads: 1, memoryMb: 256 });
});
afterAll(() => warehouse.close());

const nights: readonly [timeZone: string, nightOf: string][] = [
  ['Asia/Shanghai', '2026-05-02'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Africa/Cairo', '2026-04-24'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['America/St_Johns', '2010-11-07'],
  ['Pacific/Apia', '2011-12-30'],
];

type AskedQuestion = JourneyQuestion & { from: string; to: string; timeZone: string };

const deps = () => ({ warehouse, clock: { nowMs: () => 0 }, timeZone: 'UTC' });

const kindOf = (productId: string) => (productId === 'prd_3' ? 'book' : 'course');

async function fill(slices: readonly (readonly DomainEvent[])[]): Promise<void> {
  await warehouse.withSession(async (session) => {
    for (const table of Object.keys(tablesOf())) {
      if (table !== 'schema_version') await session.run(`DELETE FROM "${table}"`);
    }
    await session.run(`INSERT INTO "product" SELECT "id", CASE "id" WHEN 'prd_3' THEN 'book' ELSE 'course' END, NULL, NULL, NULL
      FROM (VALUES ('prd_1'), ('prd_2'), ('prd_3')) AS "v"("id")`);
    for (const events of slices) {
      const lines = events.map((event) =>
        PACKED_FIELDS.map((name) =>
          name === 'payload' ? JSON.stringify(event.payload) : (event[name] ?? ''),
        ).join(PACKED.field),
      );
      if (lines.length > 0)
        await session.transact(() => loadEvents(session, [lines.join(PACKED.line)], 'secret'));
      await refreshJourneys(session);
    }
  });
}

const cases = fc.constantFrom(...nights).chain(([timeZone, nightOf]) =>
  fc.record({
    timeZone: fc.constant(timeZone),
    from: fc.integer({ min: -1, max: 1 }).map((days) => addDays(nightOf, days)),
    length: fc.integer({ min: 0, max: 2 }),
    events: logAround(Date.parse(nightOf), { minLength: 120, maxLength: 200 }),
    cut: fc.integer({ min: 0, max: 160 }),
    questions: fc.array(questionsOf, { minLength: 14, maxLength: 14 }),
  }),
);

interface Met {
  entered: number;
  finished: number;
  rows: number;
}

async function compare(steps: readonly NaiveStep[], question: AskedQuestion, met: Met): Promise<void> {
  const view = await readJourneys(deps(), question);
  const chains = naiveChains(steps, question);
  const levels = question.steps.map((_step, place) => chains.filter((chain) => chain.steps.length > place));
  expect([question, view.steps.map(({ count }) => count)]).toEqual([
    question,
    levels.map((reached) => reached.length),
  ]);
  for (const [place, step] of view.steps.entries()) {
    const times = (levels[place] ?? []).map(reachedAtMs);
    const since = (from: number) => naiveTimes(times.map((at) => (at[place] ?? 0) - (at[from] ?? 0)));
    expect(step.sinceEntry).toEqual(place === 0 ? null : since(0));
    expect(step.sincePrevious).toEqual(place === 0 ? null : since(place - 1));
  }
  const filled = view.rows.filter(({ counts }) => counts.some((count) => count > 0));
  const rows = Object.fromEntries(filled.map(({ key, counts }) => [key, counts]));
  if (question.breakdown !== 'none') expect(rows).toEqual(naiveRows(chains, question));
  met.entered += view.steps[0]?.count ?? 0;
  met.finished += view.steps.at(-1)?.count ?? 0;
  met.rows += filled.length;
}

/** Behind a number stand as many journeys as it says, those that the search finds. */
async function compareRows(chains: ReturnType<typeof naiveChains>, question: AskedQuestion): Promise<void> {
  const rows = naiveRows(chains, question);
  const step = question.steps.length - 1;
  const dropped = await readJourneyRows(
    deps(),
    JourneyRowsQuestion.parse({ ...question, step, who: 'dropped', limit: 500 }),
  );
  const expected = chains.filter((chain) => chain.steps.length === step).map(reachedAtMs);
  const byTime = (one: number[], other: number[]) => `${one}`.localeCompare(`${other}`);
  expect(dropped.rows.map(({ reachedAtMs: at }) => at).sort(byTime)).toEqual(expected.sort(byTime));
  expect(dropped.total).toBe(expected.length);
  const [key, counts] = Object.entries(rows)[0] ?? ['', []];
  if (['none', 'day'].includes(question.breakdown)) return;
  const reached = await readJourneyRows(
    deps(),
    JourneyRowsQuestion.parse({ ...question, step: 1, key, limit: 1 }),
  );
  expect(reached.total).toBe(counts[0] ?? 0);
}

it('counts, times and rows are what a search through the log finds, for every option, over moved clocks, repeats and late events', async () => {
  const met = { entered: 0, finished: 0, rows: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async ({ timeZone, from, length, events, cut, questions }) => {
      await fill([events.slice(0, cut), events.slice(cut)]);
      const steps = naiveSteps(events, kindOf);
      for (const [place, one] of questions.entries()) {
        const question = { ...one, timeZone, from, to: addDays(from, length) };
        await compare(steps, question, met);
        if (place % 4 === 0) await compareRows(naiveChains(steps, question), question);
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
  expect(met.entered).toBeGreaterThan(100);
  expect(met.finished).toBeGreaterThan(5);
  expect(met.rows).toBeGreaterThan(40);
}, 120_000);
