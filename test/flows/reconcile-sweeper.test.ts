import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reconcileCommand } from '../../src/app/cli/reconcile.ts';
import type { OpenMatters, Reconciled } from '../../src/checkout/index.ts';
import type { Api } from '../support/api.ts';
import { startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

const DAY_MS = 86_400_000;

describe('payments in doubt', () => {
  let till: Till;
  beforeAll(async () => {
    till = await startTill({ GATEWAY_TIMEOUT_MS: '500' });
  });
  afterAll(() => till.close());
  beforeEach(async () => {
    await till.sandbox('/control/faults', { method: 'DELETE' });
  });

  const post = (path: string, body: object) =>
    till.sandbox(path, { method: 'POST', body: JSON.stringify(body) });
  const attemptOf = (paymentId: string | undefined) =>
    till.db.query
      .selectFrom('payment_attempt')
      .selectAll()
      .where('paymentId', '=', paymentId ?? '')
      .executeTakeFirstOrThrow();
  const metrics = async () => (await fetch(`${till.url}/metrics`)).text();

  /** A press of which the gateway's answer got lost: it is in doubt. */
  async function press(learner: Api) {
    const { body: checkout } = await learner.start(await till.product());
    await post('/control/faults', { operation: 'create', kind: 'no_answer', times: 1 });
    const { body } = await learner.pay(checkout);
    const attempt = await attemptOf(body.payment?.paymentId);
    expect(attempt.status).toBe('unknown');
    return { checkoutId: checkout.checkoutId, attempt };
  }

  async function command(...args: string[]) {
    const { house } = till.running;
    const lines: string[] = [];
    const code = await reconcileCommand.run(args, {
      ...house,
      stdin: (async function* () {})(),
      print: (line) => lines.push(line),
      printError: (line) => lines.push(line),
      openDatabase: async () => house.db,
      checkout: async () => house.checkout,
    });
    return { code, text: lines.join('\n') };
  }

  it('are asked about because the learner looks, long before the schedule would', async () => {
    const learner = await till.learner();
    const { checkoutId, attempt } = await press(learner);
    await till.db.query
      .updateTable('payment_attempt')
      .set({ checkAtMs: attempt.createdAtMs + DAY_MS })
      .where('attemptId', '=', attempt.attemptId)
      .execute();
    const view = await until(
      async () => (await learner.view(checkoutId)).body,
      ({ payment }) => payment?.action?.type !== 'wait',
    );
    // What the learner would have to do was lost with the answer: it is closed there, and can be tried anew.
    expect(view.payment?.status).toBe('failed');
    expect((await attemptOf(attempt.paymentId)).status).toBe('canceled');
  });

  it('that nobody can settle for days are given up to a person, told, and settled once somebody looks', async () => {
    const learner = await till.learner();
    const { checkoutId, attempt } = await press(learner);
    const reference = attempt.gatewayReference;
    for (const operation of ['query', 'close']) {
      await post('/control/faults', { operation, kind: 'error_before', times: 100_000, reference });
    }
    await post('/control/faults', { operation: 'notification', kind: 'no_answer', times: 100, reference });
    await post('/control/advance', { byMs: 9 * DAY_MS });
    await until(
      () => attemptOf(attempt.paymentId),
      ({ checkAtMs }) => checkAtMs === null,
    );
    await until(metrics, (text) => /^tilltalk_attempts_given_up\{gateway="sandbox"\} 1$/m.test(text), 15_000);
    expect(await metrics()).toMatch(
      /^tilltalk_attempts_in_doubt_oldest_seconds\{gateway="sandbox"\} [1-9]\d{5}/m,
    );
    const told = await till.db.query
      .selectFrom('domain_event')
      .select('payload')
      .where('type', '=', 'payment.attempt_given_up')
      .execute();
    expect(told.map(({ payload }) => JSON.parse(payload))).toMatchObject([{ attemptId: attempt.attemptId }]);
    const shown = await command('show', '--json');
    expect(shown.code).toBe(1);
    expect((JSON.parse(shown.text) as OpenMatters).attempts).toMatchObject([
      { gateway: 'sandbox', gatewayReference: attempt.gatewayReference },
    ]);
    expect((await command('show')).text).toContain(attempt.gatewayReference);

    await till.sandbox('/control/faults', { method: 'DELETE' });
    await until(
      async () => {
        await learner.view(checkoutId);
        return attemptOf(attempt.paymentId);
      },
      ({ status }) => status === 'canceled',
    );
    expect((await command('show')).code).toBe(0);
  }, 40_000);

  it('that was thought closed and was paid all the same, unheard, is named by the statement and honoured by --repair', async () => {
    const learner = await till.learner();
    const { body: checkout } = await learner.start(await till.product());
    const { body } = await learner.pay(checkout);
    const { gatewayReference: reference } = await attemptOf(body.payment?.paymentId);
    await post('/control/faults', { operation: 'close', kind: 'ignored', times: 1, reference });
    await post('/control/faults', { operation: 'notification', kind: 'no_answer', times: 9, reference });
    await learner.call('POST', `/v1/checkouts/${checkout.checkoutId}/cancel`, { key: `cancel-${reference}` });
    await until(
      () => attemptOf(body.payment?.paymentId),
      ({ status }) => status === 'canceled',
    );
    await post('/control/pay', { reference });
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(
      till.running.house.clock.nowMs(),
    );
    const words = ['--gateway', 'sandbox', '--day', day];
    const named = await command(...words);
    expect(named.code).toBe(1);
    expect(named.text).toMatch(new RegExp(`missing_here +payment +${reference}.*known here as canceled`));
    expect(await learner.entitlements()).toEqual([]);
    expect((await command(...words, '--repair')).code).toBe(0);
    expect(await learner.entitlements()).toHaveLength(1);
    expect((await command('show', '--gateway', 'sandbox', '--day', day)).text).toContain('repaired 1');
    const fees = await till.db.query
      .selectFrom('ledger_entry')
      .select('amountMinor')
      .where('account', '=', 'fees')
      .execute();
    expect(fees.map(({ amountMinor }) => amountMinor)).toEqual([59]);
  });

  it('and refused calls of the command are told apart from differences', async () => {
    expect(await command('--gateway', 'nobody')).toMatchObject({
      code: 2,
      text: expect.stringContaining('nobody'),
    });
    expect((await command()).code).toBe(2);
    expect((await command('--gateway', 'sandbox', '--day', '2026-02-30')).code).toBe(2);
    expect((await command('show', '--day', '2026-02-03')).code).toBe(2);
    expect((await command('show', '--gateway', 'sandbox', '--day', '2020-02-03')).code).toBe(1);
    expect((await command('--help')).text).toContain('Exit code');
  });

  it('the day is read without --day, and prints as a table', async () => {
    const { code, text } = await command('--gateway', 'sandbox');
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining('open differences 0') });
    const { report } = {
      report: JSON.parse((await command('--gateway', 'sandbox', '--json')).text) as Reconciled,
    };
    expect(report).toMatchObject({ isNew: false, gateway: 'sandbox', timeZone: 'Asia/Shanghai' });
  });
});
