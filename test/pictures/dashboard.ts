import type { Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { simulate } from '../../bench/support/simulated-learners.ts';
import type { RecommendationView } from '../../src/recommend/wire.ts';
import { signInAt } from '../flows/console-harness.ts';
import { type DemoTill, startDemoTill } from '../support/demo-till.ts';
import { addAccount } from '../support/staff-cookie.ts';
import { until } from '../support/until.ts';
import { takePicture } from './take-picture.ts';

const DAY_MS = 86_400_000;
const DAYS_SOLD = 14;
const ROWS = 200;
const products: string[] = [];

let stage: DemoTill;
beforeAll(async () => {
  stage = await startDemoTill();
  await until(
    () => stage.till.running.house.recommend.shelf.view(),
    (view) => view.products.length > 50,
  );
  const rows = await stage.till.db.query.selectFrom('product').select('productId').limit(12).execute();
  products.push(...rows.map(({ productId }) => productId));
  for (let day = 0; day < DAYS_SOLD; day += 1) {
    for (let sale = 0; sale <= day % 3; sale += 1) await sell(day + sale);
    await stage.till.sandbox('/control/advance', {
      method: 'POST',
      body: JSON.stringify({ byMs: DAY_MS }),
    });
  }
  await liveThroughSeason();
});
afterAll(() => stage.close());

it('an analyst looks at trends, and at a funnel of their own', async () => {
  const account = await addAccount(stage.till, 'analyst');
  const zh = await openAt('?page=trends&compare=previous', 'zh');
  await signInAt(zh, account);
  await zh.locator('[data-figure="orders"] canvas').waitFor();
  await takePicture(zh, 'dashboard-zh');
  const en = await openAt('?page=funnel&breakdown=channel&compare=previous', 'en');
  await signInAt(en, account);
  await en.locator('[data-figure="funnel"] canvas').waitFor();
  await takePicture(en, 'dashboard-en');
  await en.goto(`${stage.till.url}/dashboard?page=learners`);
  await en.setViewportSize({ width: 390, height: 844 });
  await en.locator('[data-figure="cohorts"] canvas').waitFor();
  await takePicture(en, 'dashboard-phone');
});

async function openAt(query: string, language: 'zh' | 'en'): Promise<Page> {
  const context = await stage.browser.newContext({
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
    viewport: { width: 1280, height: 1000 },
    colorScheme: language === 'zh' ? 'light' : 'dark',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${stage.till.url}/dashboard${query}`);
  return page;
}

async function sell(number: number): Promise<void> {
  const learner = await stage.till.learner();
  const { body } = await learner.call<RecommendationView>('POST', '/v1/recommendations', {
    body: { text: '有什么好课推荐', surface: 'web', language: 'zh', currency: 'CNY', limit: 3 },
  });
  const item = body.items.filter(({ amountMinor }) => amountMinor > 0)[number % 2];
  if (item === undefined) return;
  const opened = await learner.start(item, { impressionId: item.impressionId });
  const paid = await learner.pay(opened.body);
  const attempt = await stage.till.db.query
    .selectFrom('payment_attempt')
    .select('gatewayReference')
    .where('paymentId', '=', paid.body.payment?.paymentId ?? '')
    .executeTakeFirst();
  if (attempt === undefined) return;
  await stage.till.sandbox('/control/pay', {
    method: 'POST',
    body: JSON.stringify({ reference: attempt.gatewayReference }),
  });
}

/** Conversations of simulated learners until now, about what is on sale here. */
async function liveThroughSeason(): Promise<void> {
  const { db, running } = stage.till;
  const nowMs = running.house.clock.nowMs();
  const events = [...simulate({ seed: 7, events: 14_000, days: 120 }, () => {})];
  const shiftMs = nowMs + 4 * DAY_MS - Math.max(...events.map(({ atMs }) => atMs));
  const past = events.filter(({ atMs }) => atMs + shiftMs <= nowMs);
  const known = new Map<string, string>();
  const onSale = (payload: string) =>
    payload.replace(/"productId":"([^"]+)"/g, (_whole, id: string) => {
      known.set(id, known.get(id) ?? products[known.size % products.length] ?? id);
      return `"productId":"${known.get(id)}"`;
    });
  const head = await db.query
    .selectFrom('domain_event')
    .select(({ fn }) => fn.max<number>('position').as('position'))
    .executeTakeFirstOrThrow();
  const rows = past.map((event, place) => ({
    eventId: `evt_simulated_${place}`,
    position: Number(head.position) + 1 + place,
    type: event.type,
    learnerId: `lrn_${event.learner}`,
    conversationId: `conv_${event.conversation}`,
    subjectId: event.subjectId,
    livemode: 0,
    occurredAtMs: event.atMs + shiftMs,
    payload: onSale(event.payload),
  }));
  for (let at = 0; at < rows.length; at += ROWS) {
    const slice = rows.slice(at, at + ROWS);
    await db.transact(async (tx) => {
      await tx.insertInto('domain_event').values(slice).execute();
    });
  }
}
