import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSqlite } from '../kernel/db/engines.testing.ts';
import { newId } from '../kernel/id.ts';
import { parseAmount } from '../kernel/money.ts';
import { assessPayment } from './assess-payment.ts';
import { declined, MODEL_FILE, paid, pressOf, riskOn, tell } from './risk.testing.ts';
import { DAY_MS, MINUTE_MS } from './windows.ts';

/** The steps that docs/RISK.md describes, with the prices of the demo catalogue and the model that is shipped. */

const catalogue = readFileSync('demo/catalog.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; language: string; prices: Record<string, string> });

function amountOf(id: string, currency: 'CNY' | 'USD'): number {
  const language = currency === 'CNY' ? 'zh' : 'en';
  const product = catalogue.find((entry) => entry.id === id && entry.language === language);
  const amount = parseAmount(product?.prices[currency] ?? '', currency);
  if (amount === null) throw new Error(`the demo sells no ${id} in ${currency}`);
  return amount;
}

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
beforeAll(async () => {
  opened = await openTestSqlite();
});
afterAll(() => opened.remove());

/** A learner who came to the demo a few minutes ago. */
function newcomer() {
  const risk = riskOn(opened.db, { modelFile: MODEL_FILE });
  const learnerId = newId('lrn');
  const accountCreatedAtMs = Date.now() - 3 * MINUTE_MS;
  const press = async (id: string, currency: 'CNY' | 'USD', method = 'card') => {
    const amountMinor = amountOf(id, currency);
    const command = pressOf({
      learnerId,
      accountCreatedAtMs,
      amountMinor,
      currency,
      method,
      productIds: [id],
    });
    const { decision, ruleHits } = await assessPayment(risk, command);
    return [decision, ...ruleHits.map(({ rule }) => rule)];
  };
  return { risk, press, hear: (event: Parameters<typeof tell>[2]) => tell(risk, learnerId, event) };
}

describe('in the demo', () => {
  it.each([
    ['python-from-zero', 'CNY'],
    ['web-front-end-path', 'CNY'],
    ['git-every-day', 'CNY'],
    ['python-from-zero', 'USD'],
    ['machine-learning-foundations', 'USD'],
  ] as const)('a newcomer buys %s in %s at once', async (id, currency) => {
    for (const method of ['card', 'alipay'])
      expect(await newcomer().press(id, currency, method)).toEqual(['allow']);
  });

  it('a dear first purchase is challenged, and two days later it is not', async () => {
    const learner = newcomer();
    expect(await learner.press('llm-applications', 'CNY')).toEqual(['challenge', 'dear_for_new']);
    expect(await newcomer().press('deep-learning-from-scratch', 'USD')).toEqual([
      'challenge',
      'dear_for_new',
    ]);
    learner.risk.clock.setOffsetMs(2 * DAY_MS);
    expect(await learner.press('llm-applications', 'CNY')).toEqual(['allow']);
  });

  it('a dear first purchase is held after two declines', async () => {
    const { press, hear } = newcomer();
    for (let tries = 0; tries < 2; tries += 1) {
      expect((await press('llm-applications', 'CNY'))[0]).toBe('challenge');
      await hear(declined);
    }
    expect((await press('llm-applications', 'CNY')).slice(0, 2)).toEqual(['review', 'dear_after_declines']);
  });

  it('the third dear purchase of a first day is held', async () => {
    const { press, hear } = newcomer();
    for (const id of ['llm-applications', 'ielts-band-seven']) {
      expect(['allow', 'challenge']).toContain((await press(id, 'CNY'))[0]);
      await hear(paid(amountOf(id, 'CNY')));
    }
    const third = await press('machine-learning-foundations', 'CNY');
    expect(third.slice(0, 2)).toEqual(['review', 'spend_of_a_new_account']);
  });

  it('after four declines the fifth press is stopped, and ten minutes later it goes on', async () => {
    const { risk, press, hear } = newcomer();
    const decisions: (string | undefined)[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      decisions.push((await press('git-every-day', 'CNY'))[0]);
      await hear(declined);
    }
    expect([decisions[0], decisions[3]]).toEqual(['allow', 'challenge']);
    expect((await press('git-every-day', 'CNY')).slice(0, 2)).toEqual(['block', 'card_testing']);
    risk.clock.setOffsetMs(11 * MINUTE_MS);
    expect((await press('git-every-day', 'CNY'))[0]).not.toBe('block');
  });
});
