import { expect, it } from 'vitest';
import type { GatewayCapabilities, PaymentGateway } from '../gateway/types.ts';
import { flowWhenChallenged, gatewaysServing, methodsFor, type PaymentPlace } from './methods.ts';

function gateway(name: string, change: Partial<GatewayCapabilities>): PaymentGateway {
  return { name, capabilities: { currencies: ['CNY'], ...change } } as PaymentGateway;
}

const wechat = gateway('wechat_pay', {
  methods: ['wechat_pay'],
  flows: { web: ['qr'], mobile_web: ['redirect'], wechat: ['in_app'] },
});
const nativeOnly = gateway('wechat_pay', { methods: ['wechat_pay'], flows: { web: ['qr'] } });
const sandbox = gateway('sandbox', { methods: ['alipay', 'wechat_pay', 'card'], currencies: null });
const cards = gateway('cards', { methods: ['card'], currencies: null });

const place = (surface: PaymentPlace['surface'], change: Partial<PaymentPlace> = {}): PaymentPlace => ({
  surface,
  currency: 'CNY',
  wechatOpenid: null,
  ...change,
});

function told(at: PaymentPlace, gateways: PaymentGateway[]) {
  return Object.fromEntries(
    methodsFor(at, gateways).map(({ method, flow, available, reason }) => [
      method,
      available ? flow : (reason?.en ?? ''),
    ]),
  );
}

it.each([
  ['web', 'qr', 'qr'],
  ['mobile_web', 'redirect', 'redirect'],
  ['android_app', 'redirect', 'redirect'],
] as const)('on %s wallets are paid by %s', (surface, wallet, alipay) => {
  expect(told(place(surface), [sandbox])).toEqual({ wechat_pay: wallet, alipay, card: 'redirect' });
});

it('a phone browser is never shown a code alone', () => {
  expect(told(place('mobile_web'), [nativeOnly])['wechat_pay']).toMatch('does not work on a phone');
  expect(told(place('mobile_web'), [nativeOnly, sandbox])['wechat_pay']).toBe('redirect');
});

it('inside WeChat one pays in the app when the openid is known, and learns why not otherwise', () => {
  const known = place('wechat', { wechatOpenid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' });
  expect(told(known, [wechat])).toMatchObject({ wechat_pay: 'in_app' });
  expect(told(place('wechat'), [wechat])['wechat_pay']).toMatch('needs a WeChat sign-in');
  expect(told(known, [wechat])['alipay']).toMatch('does not work inside WeChat');
  expect(told(known, [nativeOnly])['wechat_pay']).toMatch('Copy the link');
});

it('inside Alipay WeChat Pay is refused with its reason', () => {
  expect(told(place('alipay'), [sandbox])).toMatchObject({
    alipay: 'redirect',
    wechat_pay: expect.stringContaining('does not work inside Alipay'),
  });
});

it('a link to copy is offered only where a browser would do', () => {
  const elsewhere = (at: PaymentPlace, gateways: PaymentGateway[]) =>
    methodsFor(at, gateways).flatMap((view) => (view.elsewhere ? [view.method] : []));
  expect(elsewhere(place('wechat'), [wechat, sandbox])).toEqual(['alipay']);
  expect(elsewhere(place('wechat'), [wechat])).toEqual(['wechat_pay', 'alipay']);
  expect(elsewhere(place('ios_app'), [sandbox])).toEqual([]);
  expect(elsewhere(place('miniprogram'), [sandbox])).toEqual([]);
  expect(elsewhere(place('web'), [cards])).toEqual([]);
});

it('a currency that no gateway of a method takes is said, not offered', () => {
  const dollars = place('web', { currency: 'USD' });
  expect(told(dollars, [wechat, cards])).toEqual({
    wechat_pay: 'This method does not take this currency.',
    alipay: 'The seller has not set up this method.',
    card: 'redirect',
  });
  expect(told(dollars, [wechat, sandbox])['wechat_pay']).toBe('qr');
});

it('gateways serve in the order they were configured in', () => {
  const way = { method: 'wechat_pay', flow: 'qr', place: place('web') } as const;
  const namesOf = (gateways: PaymentGateway[]) => gatewaysServing(way, gateways).map(({ name }) => name);
  expect(namesOf([wechat, sandbox])).toEqual(['wechat_pay', 'sandbox']);
  expect(namesOf([sandbox, wechat])).toEqual(['sandbox', 'wechat_pay']);
  expect(namesOf([cards])).toEqual([]);
});

it('who must prove themselves goes to a page where the gateway has one, and stays in the app otherwise', () => {
  const way = { method: 'wechat_pay', flow: 'qr', place: place('web') } as const;
  expect(flowWhenChallenged({ ...way, gateway: 'sandbox' }, [wechat, sandbox])).toBe('redirect');
  expect(flowWhenChallenged({ ...way, gateway: 'wechat_pay' }, [wechat, sandbox])).toBe('qr');
});
