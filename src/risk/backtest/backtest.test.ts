import { expect, it } from 'vitest';
import type { Database } from '../../kernel/db/database.ts';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { appendEvent } from '../../kernel/outbox.ts';
import { assessPayment } from '../assess-payment.ts';
import { featureNames } from '../feature-shapes.ts';
import { saveLabel } from '../review/save-label.ts';
import { pressOf, riskOn } from '../risk.testing.ts';
import { compileRule } from '../rules/compile-rule.ts';
import { byPriority } from '../rules/evaluate-rules.ts';
import { standardDefinitions, standardRules } from '../rules/standard-rules.ts';
import { simulateShop } from '../simulate/simulate-shop.ts';
import { DAY_MS, MINUTE_MS } from '../windows.ts';
import { backtestRules } from './backtest-rules.ts';
import { readLog } from './read-log.ts';
import { createTwinWorlds } from './twin-worlds.ts';
import type { Logged } from './types.ts';
import { createWorld } from './world.ts';

const draftOf = (expression: string) =>
  standardDefinitions.map((definition) =>
    compileRule(definition.name === 'card_testing' ? { ...definition, expression } : definition, {
      version: 2,
      state: 'live',
    }),
  );

describeOnBothEngines('a backtest', (database) => {
  let passedMs = 0;
  /** Where processes share a log, what happened within one millisecond has no order of its own. */
  function passTime(risk: ReturnType<typeof riskOn>): void {
    passedMs += 1;
    risk.clock.setOffsetMs(passedMs);
  }

  /** A press with its outcome, as selling writes it. */
  async function buy(risk: ReturnType<typeof riskOn>, learnerId: string, outcome: 'declined' | 'paid') {
    const command = pressOf({ learnerId, method: 'card' });
    passTime(risk);
    const assessment = await assessPayment(risk, command);
    passTime(risk);
    if (assessment.decision === 'block') return assessment;
    const ids = {
      paymentId: newId('pay'),
      checkoutId: command.checkoutId,
      amountMinor: 9_900,
      currency: 'CNY',
    };
    await risk.db.transact(async (tx) => {
      const [type, more] =
        outcome === 'paid'
          ? ['payment.succeeded', {}]
          : ['payment.attempt_failed', { code: 'card_declined' }];
      await appendEvent(risk, tx, {
        ...{ type: type as string, payload: { ...ids, ...(more as object) } },
        ...{ subjectId: ids.paymentId, learnerId, livemode: false },
      });
      if (outcome === 'paid')
        await saveLabel(risk, tx, {
          ...{ checkoutId: ids.checkoutId, learnerId, source: 'dispute', sourceId: ids.paymentId },
          ...{ isFraud: true, occurredAtMs: risk.clock.nowMs(), knownAtMs: risk.clock.nowMs() },
        });
    });
    return assessment;
  }

  it('replays the log as it was decided, and counts velocity as it would have been under the draft', async () => {
    const risk = riskOn(database());
    const learnerId = newId('lrn');
    const beganMs = risk.clock.nowMs() - MINUTE_MS;
    const seen: (number | null)[] = [];
    // Two cards of somebody else are declined, the third is charged, and its owner disputes it.
    for (const outcome of ['declined', 'declined', 'paid'] as const)
      seen.push((await buy(risk, learnerId, outcome)).features.failures_10m);
    expect(seen).toEqual([0, 1, 2]);
    await numberAll(risk.db);
    const log: Logged[] = [];
    const period = { fromMs: beganMs, toMs: beganMs + DAY_MS, livemode: false };
    for await (const batch of readLog(database().query, period)) log.push(...batch);
    const own = log.filter((one) => (one.kind === 'press' ? one.command : one.fact).learnerId === learnerId);

    expect(differencesOf(own)).toEqual([]);
    const { live, draft, agreement, changes } = await backtestRules([own], {
      ...{ live: standardRules, draft: draftOf('failures_10m >= 2') },
      ...{ askModel: () => 'allow', fromMs: beganMs, toMs: beganMs + DAY_MS },
    });
    expect([agreement, live.frauds, live.fraudsCaught, draft.fraudsCaught]).toEqual([1, 1, 0, 1]);
    expect([draft.savedMinor, draft.learnersHit, changes]).toEqual([
      { CNY: 9_900 },
      1,
      { 'allow → block': 1 },
    ]);
    expect(draft.hits['card_testing']).toEqual({ hits: 1, frauds: 1, good: 0 });

    // Stopped at the first decline, the second never happens there: a rule for two declines finds none.
    const earlier = await backtestRules([own], {
      ...{ live: standardRules, draft: [...draftOf('failures_10m >= 1'), ...sawTwo()] },
      ...{ askModel: () => 'allow', fromMs: beganMs, toMs: beganMs + DAY_MS },
    });
    expect([earlier.draft.decisions.block, earlier.draft.hits['saw_two']]).toEqual([2, undefined]);
  });
});

function sawTwo() {
  const [first] = standardDefinitions;
  if (first === undefined) throw new Error('there is no standard rule');
  const definition = {
    ...first,
    name: 'saw_two',
    expression: 'failures_10m >= 2',
    action: 'challenge' as const,
  };
  return [compileRule(definition, { version: 1, state: 'live' })];
}

/** What replaying measures otherwise than was measured then. */
function differencesOf(log: readonly Logged[]) {
  const world = createWorld(standardRules, () => 'allow');
  return log.flatMap((one) => {
    if (one.kind === 'fact') {
      world.observe(one);
      return [];
    }
    const { features } = world.press(one);
    return featureNames
      .map((name) => [name, one.features()[name] ?? null, features[name]] as const)
      .filter(([, then, now]) => Math.abs((then ?? -1) - (now ?? -1)) > 1e-6);
  });
}

/** What the relay does on PostgreSQL, in the order of the clock of this test: ids go by another one, and two may share a millisecond. */
async function numberAll(db: Database): Promise<void> {
  const rows = await db.query
    .selectFrom('domain_event')
    .select('eventId')
    .where('position', 'is', null)
    .orderBy('occurredAtMs')
    .orderBy('eventId')
    .execute();
  await db.transact(async (tx) => {
    for (const [index, { eventId }] of rows.entries())
      await tx
        .updateTable('domain_event')
        .set({ position: index + 1 })
        .where('eventId', '=', eventId)
        .execute();
  });
}

it('two worlds that share what is alike decide and measure as two worlds apart do', () => {
  const rules = {
    live: byPriority(standardRules),
    draft: byPriority(draftOf('failures_10m >= 2 || failures_1h_ip >= 3')),
  };
  const askModel = () => 'allow' as const;
  const twins = createTwinWorlds({ ...rules, askModel });
  const apart = { live: createWorld(rules.live, askModel), draft: createWorld(rules.draft, askModel) };
  const presses: boolean[] = [];
  let differing = 0;
  for (const logged of shopLog()) {
    if (logged.kind === 'fact') {
      for (const world of [twins, apart.live, apart.draft]) world.observe(logged);
      continue;
    }
    const together = twins.press(logged);
    const expected = { live: apart.live.press(logged), draft: apart.draft.press(logged) };
    presses.push(JSON.stringify(together) === JSON.stringify(expected));
    if (together.live.decision !== together.draft.decision) differing += 1;
  }
  expect(presses.filter((isEqual) => !isEqual)).toEqual([]);
  expect(differing).toBeGreaterThan(2);
});

/** What simulated learners and attackers did, in the order it happened. */
function shopLog(): Logged[] {
  const shop = simulateShop({
    ...{ seed: 5, visitors: 400, days: 10, beginMs: Date.UTC(2026, 0, 1), rules: byPriority(standardRules) },
  });
  const log = [...shop].flatMap(({ press, facts }): { atMs: number; logged: Logged }[] => [
    { atMs: press.atMs, logged: press },
    ...facts.map((fact) => ({ atMs: fact.fact.atMs, logged: fact })),
  ]);
  return log.sort((one, other) => one.atMs - other.atMs).map(({ logged }) => logged);
}
