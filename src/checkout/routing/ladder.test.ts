import { describe, expect, it } from 'vitest';
import { emptyConfig, RoutingConfig, RoutingRules } from './config.ts';
import { type Candidate, type Choosing, chooseGateway, type RoutingInput } from './ladder.ts';

const press: RoutingInput = {
  method: 'wechat_pay',
  flow: 'qr',
  currency: 'CNY',
  amountMinor: 9_900,
  surface: 'web',
  country: 'CN',
  device: 'desktop',
};

function choosing(config: object, change: Partial<Choosing> & { input?: RoutingInput } = {}): Choosing {
  const running = new Map<string, Map<string, number>>();
  return {
    version: { version: 7, config: RoutingConfig.parse({ ...emptyConfig, ...config }) },
    input: press,
    candidates: ['a', 'b', 'c'].map((gateway) => ({ gateway, eliminated: null })),
    forcedGateway: null,
    nowMs: 1_000,
    running: (group) => {
      const known = running.get(group) ?? new Map<string, number>();
      running.set(group, known);
      return known;
    },
    ...change,
  };
}

const without = (...out: string[]): Candidate[] =>
  ['a', 'b', 'c'].map((gateway) => ({ gateway, eliminated: out.includes(gateway) ? 'circuit_open' : null }));

const rule = (change: object) => ({ name: 'one', when: {}, use: ['b'], ...change });

describe('the ladder', () => {
  it('goes by the default order while nobody has decided anything', () => {
    expect(chooseGateway(choosing({}))).toMatchObject({ gateway: 'a', rung: 'default' });
    expect(chooseGateway(choosing({}, { candidates: without('a') }))).toMatchObject({ gateway: 'b' });
    expect(chooseGateway(choosing({}, { candidates: without('a', 'b', 'c') }))).toBeUndefined();
  });

  it('a gateway forced for this checkout comes before everything else', () => {
    const config = {
      forced: { '*': { gateway: 'a', untilMs: null } },
      rules: [rule({})],
      weights: { '*': { b: 1 } },
    };
    expect(chooseGateway(choosing(config, { forcedGateway: 'c' }))).toMatchObject({
      gateway: 'c',
      rung: 'forced',
      forcedBy: 'checkout',
    });
    expect(chooseGateway(choosing(config))).toMatchObject({ gateway: 'a', forcedBy: 'config' });
  });

  it('a forced gateway that cannot serve the press, or whose time is over, is passed over', () => {
    const forced = { wechat_pay: { gateway: 'c', untilMs: 1_000 }, '*': { gateway: 'b', untilMs: null } };
    expect(chooseGateway(choosing({ forced }))).toMatchObject({ gateway: 'a', rung: 'default' });
    expect(chooseGateway(choosing({ forced }, { nowMs: 999 }))).toMatchObject({ gateway: 'c' });
    const broken = choosing({ forced }, { nowMs: 999, candidates: without('c') });
    expect(chooseGateway(broken)).toMatchObject({ gateway: 'a', rung: 'default' });
    expect(chooseGateway(choosing({}, { forcedGateway: 'nobody' }))).toMatchObject({ gateway: 'a' });
  });

  it.each([
    ['method', { methods: ['alipay'] }, { methods: ['alipay', 'wechat_pay'] }],
    ['currency', { currencies: ['USD'] }, { currencies: ['CNY'] }],
    ['country', { countries: ['US'] }, { countries: ['US', 'CN'] }],
    ['surface', { surfaces: ['wechat'] }, { surfaces: ['web'] }],
    ['device', { devices: ['ios'] }, { devices: ['desktop'] }],
    [
      'amount from',
      { currencies: ['CNY'], amountMinor: { from: 9_901 } },
      { currencies: ['CNY'], amountMinor: { from: 9_900 } },
    ],
    [
      'amount below',
      { currencies: ['CNY'], amountMinor: { below: 9_900 } },
      { currencies: ['CNY'], amountMinor: { below: 9_901 } },
    ],
    [
      'all together',
      { methods: ['wechat_pay'], devices: ['ios'] },
      { methods: ['wechat_pay'], devices: ['desktop'] },
    ],
  ])('a rule on %s applies when it holds and not otherwise', (_what, fails, holds) => {
    expect(chooseGateway(choosing({ rules: [rule({ when: fails })] }))?.rung).toBe('default');
    expect(chooseGateway(choosing({ rules: [rule({ when: holds })] }))).toMatchObject({
      gateway: 'b',
      rule: 'one',
    });
  });

  it('a rule on the country does not apply to whom nobody asked', () => {
    const config = { rules: [rule({ when: { countries: ['CN'] } })] };
    expect(chooseGateway(choosing(config, { input: { ...press, country: null } }))?.rung).toBe('default');
  });

  it('the first rule that matches and has a gateway left decides, in the order of its list', () => {
    const rules = [
      rule({ use: ['nobody'] }),
      rule({ name: 'two', use: ['c', 'b'] }),
      rule({ name: 'three', use: ['a'] }),
    ];
    expect(chooseGateway(choosing({ rules }))).toMatchObject({ gateway: 'c', rung: 'rule', rule: 'two' });
    expect(chooseGateway(choosing({ rules }, { candidates: without('c') }))).toMatchObject({ gateway: 'b' });
    expect(chooseGateway(choosing({ rules }, { candidates: without('b', 'c') }))).toMatchObject({
      rule: 'three',
    });
  });

  it('a rule that splits the volume does so exactly', () => {
    const asked = choosing({ rules: [rule({ use: undefined, split: { a: 1, c: 3 } })] });
    const picked = Array.from({ length: 400 }, () => chooseGateway(asked)?.gateway);
    expect(picked.filter((gateway) => gateway === 'a')).toHaveLength(100);
    expect(picked.filter((gateway) => gateway === 'c')).toHaveLength(300);
  });

  it('weights of the method come before the weights of all', () => {
    const weights = { '*': { a: 1 }, wechat_pay: { b: 1, c: 0 } };
    expect(chooseGateway(choosing({ weights }))).toMatchObject({
      gateway: 'b',
      rung: 'weights',
      weights: { b: 1, c: 0 },
    });
    const alipay = choosing({ weights }, { input: { ...press, method: 'alipay' } });
    expect(chooseGateway(alipay)).toMatchObject({ gateway: 'a' });
  });

  it('when the weighted ones are out the default order goes on without those of weight 0', () => {
    const weights = { '*': { b: 1, a: 0 } };
    const asked = choosing({ weights }, { candidates: without('b') });
    expect(chooseGateway(asked)).toMatchObject({ gateway: 'c', rung: 'default' });
    expect(chooseGateway(choosing({ weights }, { candidates: without('b', 'c') }))).toBeUndefined();
  });
});

describe('a configuration', () => {
  it.each([
    ['neither use nor split', { name: 'x', when: {} }],
    ['both', { name: 'x', when: {}, use: ['a'], split: { a: 1 } }],
    ['an amount without its currency', { name: 'x', when: { amountMinor: { from: 1 } }, use: ['a'] }],
    [
      'an amount in two currencies',
      { name: 'x', when: { amountMinor: { from: 1 }, currencies: ['CNY', 'USD'] }, use: ['a'] },
    ],
    ['an unknown condition', { name: 'x', when: { weather: ['rain'] }, use: ['a'] }],
    ['a weight that is no whole number', { name: 'x', when: {}, split: { a: 0.5 } }],
    ['a method that does not exist', { name: 'x', when: { methods: ['cash'] }, use: ['a'] }],
  ])('with %s is refused', (_what, wrong) => {
    expect(RoutingRules.safeParse({ rules: [wrong] }).success).toBe(false);
  });

  it('with two rules of one name is refused, and one without rules is fine', () => {
    expect(RoutingRules.safeParse({ rules: [rule({}), rule({})] }).success).toBe(false);
    expect(RoutingRules.safeParse({ rules: [] }).success).toBe(true);
  });
});
