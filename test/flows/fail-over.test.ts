import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { routingCommand } from '../../src/app/cli/routing.ts';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import { changeRouting, parseRecord } from '../../src/checkout/index.ts';
import { newId } from '../../src/kernel/id.ts';
import type { RunningSandbox } from '../../src/sandbox/server.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import type { Api } from '../support/api.ts';
import { freePort } from '../support/free-port.ts';
import { hostServerToken } from '../support/host-server-token.ts';
import type { Book } from '../support/reconcile.ts';
import { sandboxCall, startTill, type Till } from '../support/till.ts';
import { until } from '../support/until.ts';

describe('several gateways', () => {
  let till: Till;
  let second: RunningSandbox;
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-second-'));
  beforeAll(async () => {
    second = await startSandbox({ dataDir: folder, secret: DEMO_SECRETS.sandbox });
    const nobody = `http://127.0.0.1:${await freePort()}`;
    till = await startTill({
      GATEWAY_TIMEOUT_MS: '700',
      SANDBOX_MORE: `sandbox_b=${second.url},sandbox_gone=${nobody}`,
    });
  });
  afterAll(async () => {
    await till.close();
    await second.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    await till.sandbox('/control/faults', { method: 'DELETE' });
    await use(['sandbox', 'sandbox_b']);
  });

  /** Every press asks these, in this order. */
  async function use(gateways: string[]): Promise<void> {
    await changeRouting(till.running.house.checkout, {
      change: (config) => ({ ...config, rules: [{ name: 'order', when: {}, use: gateways }] }),
      changedBy: 'test',
      note: gateways.join(),
    });
    await till.running.house.checkout.router.refresh();
  }

  async function press(learner: Api) {
    const { body: checkout } = await learner.start(await till.product());
    const answer = await learner.pay(checkout);
    const attempts = await till.db.query
      .selectFrom('payment_attempt')
      .selectAll()
      .where('paymentId', '=', answer.body.payment?.paymentId ?? '')
      .orderBy('number')
      .execute();
    return { checkout, answer, attempts };
  }

  /** What `tilltalk routing explain` says. */
  async function explain(id: string): Promise<string[]> {
    const lines: string[] = [];
    async function* stdin() {}
    const code = await routingCommand.run(['explain', id], {
      stdin: stdin(),
      print: (line) => lines.push(line),
      printError: (line) => lines.push(line),
      clock: till.running.house.clock,
      newId,
      livemode: false,
      openDatabase: async () => till.db,
    });
    expect(code).toBe(0);
    return lines;
  }

  const bookOf = async (url: string) => (await sandboxCall(url, '/control/book')) as Book;

  it('a gateway that refuses the connection is passed within the same press, and the second one is paid once', async () => {
    await use(['sandbox_gone', 'sandbox_b']);
    const learner = await till.learner();
    const { checkout, answer, attempts } = await press(learner);
    expect([answer.status, answer.body.payment?.action.type]).toEqual([200, 'qr']);
    expect(attempts).toMatchObject([
      { number: 1, gateway: 'sandbox_gone', status: 'failed', failureCode: 'gateway_unavailable' },
      { number: 2, gateway: 'sandbox_b', status: 'requires_action', failureCode: null },
    ]);
    expect(attempts.map(({ routing }) => parseRecord(routing))).toMatchObject([
      { rung: 'rule', rule: 'order', eliminated: [], tried: [], device: 'other', country: 'CN' },
      {
        rung: 'rule',
        eliminated: [{ gateway: 'sandbox_gone', reason: 'tried' }],
        tried: [{ gateway: 'sandbox_gone', code: 'not_sent' }],
      },
    ]);
    expect(await explain(checkout.checkoutId)).toEqual([
      expect.stringMatching(/^attempt 1 .* at sandbox_gone, failed \(gateway_unavailable\)$/),
      expect.stringMatching(/^ {2}rule order, version \d+; country CN, device other$/),
      expect.stringMatching(/^attempt 2 .* at sandbox_b, requires_action$/),
      expect.stringContaining('rule order'),
      '  left out: sandbox_gone, tried',
      '  tried before: sandbox_gone, not_sent',
    ]);
    const reference = attempts[1]?.gatewayReference;
    await sandboxCall(second.url, '/control/pay', { method: 'POST', body: JSON.stringify({ reference }) });
    await until(
      async () => (await learner.view(checkout.checkoutId)).body,
      (view) => view.status === 'complete',
    );
    const charges = [...(await bookOf(till.sandboxUrl)).charges, ...(await bookOf(second.url)).charges];
    expect(charges.map((charge) => [charge.reference, charge.capturedAmountMinor])).toEqual([
      [reference, 9_900],
    ]);
    const booked = await till.db.query
      .selectFrom('ledger_entry')
      .select((eb) => eb.fn.sum<number>('amountMinor').as('amountMinor'))
      .where('account', 'like', '%sandbox_b')
      .executeTakeFirstOrThrow();
    expect(Number(booked.amountMinor)).toBe(9_900);
  });

  it('the host platform’s server chooses the gateway of one checkout, and nobody else may', async () => {
    const learner = await till.learner();
    const { body: checkout } = await learner.start(await till.product());
    const choose = async (gateway: string | null, token: string) => {
      const answer = await fetch(`${till.url}/v1/host/checkouts/${checkout.checkoutId}/gateway`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ gateway }),
      });
      return answer.status;
    };
    const server = await hostServerToken();
    expect(await choose('sandbox_b', learner.token)).toBe(401);
    expect(await choose('nobody', server)).toBe(404);
    expect(await choose('sandbox_b', server)).toBe(200);
    await learner.pay(checkout);
    const attempt = await till.db.query
      .selectFrom('payment_attempt')
      .innerJoin('payment', 'payment.paymentId', 'payment_attempt.paymentId')
      .select(['payment_attempt.gateway', 'payment_attempt.routing'])
      .where('payment.checkoutId', '=', checkout.checkoutId)
      .executeTakeFirstOrThrow();
    expect(attempt.gateway).toBe('sandbox_b');
    expect(parseRecord(attempt.routing)).toMatchObject({ rung: 'forced', forcedBy: 'checkout' });
    expect(await choose(null, server)).toBe(200);
  });

  it('a time-out is never tried elsewhere: the payment stays in doubt at the gateway that has it', async () => {
    const before = (await bookOf(second.url)).charges.length;
    await till.sandbox('/control/faults', {
      method: 'POST',
      body: JSON.stringify({ operation: 'create', kind: 'no_answer', times: 1 }),
    });
    const { answer, attempts } = await press(await till.learner());
    expect(answer.body.payment?.action.type).toBe('wait');
    expect(attempts).toMatchObject([{ gateway: 'sandbox', status: 'unknown' }]);
    expect((await bookOf(second.url)).charges).toHaveLength(before);
  });

  it('a 5xx after sending is never tried elsewhere either', async () => {
    const before = (await bookOf(second.url)).charges.length;
    await till.sandbox('/control/faults', {
      method: 'POST',
      body: JSON.stringify({ operation: 'create', kind: 'error_after', times: 1 }),
    });
    const { attempts } = await press(await till.learner());
    expect(attempts.map(({ gateway }) => gateway)).toEqual(['sandbox']);
    expect((await bookOf(second.url)).charges).toHaveLength(before);
  });

  it('when nobody can be reached the learner is told that nothing was charged', async () => {
    await use(['sandbox_gone']);
    await changeRouting(till.running.house.checkout, {
      change: (config) => ({ ...config, weights: { '*': { sandbox: 0, sandbox_b: 0 } } }),
      changedBy: 'test',
      note: 'only what is gone',
    });
    await till.running.house.checkout.router.refresh();
    const { answer, attempts } = await press(await till.learner());
    expect(attempts).toHaveLength(1);
    expect(answer.body.payment?.failure?.code).toBe('gateway_unavailable');
  });

  it('a gateway that keeps failing is no longer asked, and a press that only it could serve is refused at once', async () => {
    await use(['sandbox_gone', 'sandbox_b']);
    const { circuits } = till.running.house.checkout.router;
    for (let call = 0; call < 20; call += 1)
      await circuits.call('sandbox_gone', 'wechat_pay', async () => ({
        outcome: 'not_sent',
        cause: 'refused',
      }));
    const { attempts } = await press(await till.learner());
    expect(attempts).toMatchObject([{ number: 1, gateway: 'sandbox_b' }]);
    expect(parseRecord(attempts[0]?.routing ?? null)?.eliminated).toEqual([
      { gateway: 'sandbox_gone', reason: 'circuit_open' },
    ]);
    const metrics = await (await fetch(`${till.url}/metrics`)).text();
    expect(metrics).toContain('tilltalk_gateway_circuit{gateway="sandbox_gone",method="wechat_pay"} 1');
    expect(metrics).toMatch(
      /tilltalk_routing_eliminated_total\{gateway="sandbox_gone",reason="circuit_open"\} \d/,
    );
    expect(metrics).toMatch(/tilltalk_routing_failovers_total\{gateway="sandbox_gone",code="not_sent"\} \d/);
    await use(['sandbox_gone']);
    await changeRouting(till.running.house.checkout, {
      change: (config) => ({ ...config, weights: { '*': { sandbox: 0, sandbox_b: 0 } } }),
      changedBy: 'test',
      note: 'only what is gone',
    });
    await till.running.house.checkout.router.refresh();
    const { answer } = await press(await till.learner());
    expect([answer.status, answer.body.code]).toEqual([503, 'gateway_unavailable']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
