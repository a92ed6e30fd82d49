import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { memoryBroadcast } from '../../kernel/broadcast.ts';
import { systemClock } from '../../kernel/clock.ts';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { silentLog } from '../../kernel/log.ts';
import { createMeter } from '../../kernel/meter.ts';
import { sandboxGateway } from '../gateway/sandbox/index.ts';
import type { GatewayCapabilities } from '../gateway/types.ts';
import { changeRouting } from './change-routing.ts';
import { emptyConfig } from './config.ts';
import { createRouter, ROUTING_TOPIC, type Router, type RoutingQuestion } from './router.ts';

function gateway(name: string, change: Partial<GatewayCapabilities> = {}) {
  const made = sandboxGateway({
    name,
    baseUrl: 'http://127.0.0.1:1',
    apiKey: '',
    notificationSecrets: [],
    merchantId: 'm',
    timeoutMs: 1,
  });
  return { ...made, capabilities: { ...made.capabilities, ...change } };
}

const question: RoutingQuestion = {
  input: {
    method: 'alipay',
    flow: 'qr',
    currency: 'CNY',
    amountMinor: 9_900,
    surface: 'web',
    country: 'CN',
    device: 'desktop',
  },
  capture: 'automatic',
  forcedGateway: null,
  tried: [],
};
const ask = (change: Partial<RoutingQuestion['input']>): RoutingQuestion => ({
  ...question,
  input: { ...question.input, ...change },
});
const [a, b] = [gateway('a'), gateway('b')];

describeOnBothEngines('the routing of a process', (database) => {
  const broadcast = memoryBroadcast();
  const clock = systemClock();
  let router: Router;
  beforeAll(async () => {
    const meter = createMeter({ processMetrics: false });
    router = await createRouter({ db: database(), clock, log: silentLog(), meter, broadcast });
  });
  afterAll(() => router.close());

  const change = (weights: Record<string, number>) =>
    changeRouting(
      { db: database(), clock },
      { change: (config) => ({ ...config, weights: { '*': weights } }), changedBy: 'test', note: 'weights' },
    );
  const picks = (count: number) =>
    Array.from({ length: count }, () => router.choose([a, b], question).choice?.gateway);
  const sharesOf = (list: readonly unknown[]) =>
    ['a', 'b'].map((name) => list.filter((each) => each === name).length);

  it('weights are exact over 1000 picks, and exact again from a live change on', async () => {
    expect(sharesOf(picks(10))).toEqual([10, 0]);
    await change({ a: 3, b: 1 });
    await router.refresh();
    expect(sharesOf(picks(1_000))).toEqual([750, 250]);
    picks(3);
    await change({ a: 1, b: 9 });
    await router.refresh();
    expect(sharesOf(picks(1_000))).toEqual([100, 900]);
    expect(router.version().version).toBe(2);
  });

  it('a change is read without anybody asking for it, sooner when told', async () => {
    await change({ a: 0, b: 1 });
    broadcast.publish(ROUTING_TOPIC, {});
    await vi.waitFor(() => expect(router.version().version).toBe(3), { interval: 5 });
    expect(picks(1)).toEqual(['b']);
    await change({ a: 1, b: 0 });
    await vi.waitFor(() => expect(router.version().version).toBe(4), { timeout: 8_000, interval: 20 });
    expect(picks(1)).toEqual(['a']);
  }, 10_000);

  it('two changes at once are two versions, and both hold', async () => {
    const forced = (method: 'card' | 'alipay') =>
      changeRouting(
        { db: database(), clock },
        {
          change: (config) => ({
            ...config,
            forced: { ...config.forced, [method]: { gateway: 'a', untilMs: null } },
          }),
          changedBy: 'test',
          note: method,
        },
      );
    const saved = await Promise.all([forced('card'), forced('alipay')]);
    expect(saved.map(({ version }) => version).sort()).toEqual([5, 6]);
    await router.refresh();
    expect(Object.keys(router.version().config.forced).sort()).toEqual(['alipay', 'card']);
    await changeRouting(
      { db: database(), clock },
      { change: () => emptyConfig, changedBy: 'test', note: 'as at first' },
    );
    await router.refresh();
  });

  it('a configuration that this program cannot read changes nothing', async () => {
    const version = router.version().version + 1;
    const row = {
      version,
      config: '{"rules":[{"by":"the moon"}]}',
      changedBy: 'test',
      note: '',
      createdAtMs: 1,
    };
    await database().query.insertInto('routing_version').values(row).execute();
    await router.refresh();
    expect(router.version().version).toBe(version - 1);
    expect(router.choose([a, b], question).choice?.gateway).toBe('a');
  });

  it('only gateways that fit are asked, and the others are named with their reason', () => {
    const reasonOf = (change: Partial<GatewayCapabilities>, asked = question) =>
      router.choose([gateway('x', change), b], asked).candidates[0]?.eliminated;
    expect(reasonOf({})).toBeNull();
    expect(reasonOf({ methods: ['card'] })).toBe('method');
    expect(reasonOf({ currencies: ['USD'] })).toBe('currency');
    expect(reasonOf({ flows: { web: ['redirect'] } })).toBe('flow');
    expect(reasonOf({ flows: { wechat: ['qr'] } })).toBe('flow');
    expect(reasonOf({ amounts: { CNY: { minMinor: 9_901, maxMinor: 20_000 } } })).toBe('amount');
    expect(reasonOf({ amounts: { CNY: { minMinor: 1, maxMinor: 9_900 } } })).toBeNull();
    expect(reasonOf({}, { ...question, tried: ['x'] })).toBe('tried');
    expect(router.choose([gateway('x')], ask({ method: 'card', flow: 'qr' })).choice).toBeUndefined();
  });

  it('a payment to be reserved goes where that is possible, and to any where it is possible nowhere', () => {
    const reserving = gateway('r', { authorize: true });
    const taking = gateway('b', { authorize: false });
    const asked: RoutingQuestion = { ...question, capture: 'manual', forcedGateway: 'b' };
    expect(router.choose([taking, reserving], asked)).toMatchObject({
      choice: { gateway: 'r' },
      candidates: [{ gateway: 'b', eliminated: 'capture' }, { eliminated: null }],
    });
    expect(router.choose([taking], asked).choice?.gateway).toBe('b');
  });

  it('a gateway whose circuit is open is left out until its probe is due', async () => {
    for (let call = 0; call < 20; call += 1)
      await router.circuits.call('x', 'alipay', async () => ({ outcome: 'unknown', cause: 'timeout' }));
    const x = gateway('x');
    const asked = { ...question, forcedGateway: 'x' };
    expect(router.choose([x, b], asked)).toMatchObject({
      choice: { gateway: 'b' },
      candidates: [{ gateway: 'x', eliminated: 'circuit_open' }, {}],
    });
    expect(router.choose([x], asked).choice).toBeUndefined();
    expect(
      router.choose([x, b], { ...ask({ method: 'wechat_pay' }), forcedGateway: 'x' }).choice?.gateway,
    ).toBe('x');
  });
});
