import type { Surface } from '../../identity/wire.ts';
import type { PaymentFlow, PaymentGateway } from '../gateway/types.ts';
import type { MethodView, PaymentMethod } from '../wire.ts';

type Reason = NonNullable<MethodView['reason']>;

/** Where somebody pays, and what is known of them: a checkout session is one. */
export interface PaymentPlace {
  readonly surface: Surface;
  readonly currency: string;
  /** The payer's id in our WeChat app; null when the host platform did not sign one. */
  readonly wechatOpenid: string | null;
}

/** A way to pay at a place. */
export interface WayToPay {
  readonly method: PaymentMethod;
  readonly flow: PaymentFlow;
  readonly place: PaymentPlace;
}

const ORDER: readonly PaymentMethod[] = ['wechat_pay', 'alipay', 'card'];

const reasons = {
  notConnected: { zh: '商家暂未开通这种支付方式。', en: 'The seller has not set up this method.' },
  otherCurrency: {
    zh: '这种支付方式不支持当前币种。',
    en: 'This method does not take this currency.',
  },
  alipayInWechat: {
    zh: '微信内不能使用支付宝，请复制链接到浏览器打开。',
    en: 'Alipay does not work inside WeChat. Copy the link and open it in a browser.',
  },
  wechatInAlipay: {
    zh: '支付宝内不能使用微信支付，请复制链接到浏览器打开。',
    en: 'WeChat Pay does not work inside Alipay. Copy the link and open it in a browser.',
  },
  unknownInWechat: {
    zh: '在微信内付款需要先用微信登录本站，也可以复制链接到浏览器打开。',
    en: 'Paying inside WeChat needs a WeChat sign-in on this site. You can also copy the link and open it in a browser.',
  },
  onlyInBrowser: {
    zh: '这里不能使用这种支付方式，请复制链接到浏览器打开。',
    en: 'This method does not work here. Copy the link and open it in a browser.',
  },
  onlyOnDesktop: {
    zh: '手机上暂时不能使用这种支付方式，请换一种。',
    en: 'This method does not work on a phone yet. Please choose another.',
  },
  iosApp: {
    zh: 'iOS 应用内不支持此类付款，请在网页上购买。',
    en: 'This cannot be paid inside the iOS app. Please buy on the website.',
  },
  miniProgram: {
    zh: '小程序内暂不支持这种付款，请在网页上购买。',
    en: 'This method does not work inside mini programs. Please buy on the website.',
  },
} satisfies Record<string, Reason>;

/** A link to copy helps when a browser would do; in apps that forbid paying elsewhere it is not offered. */
const elsewhere: readonly Reason[] = [
  reasons.alipayInWechat,
  reasons.wechatInAlipay,
  reasons.unknownInWechat,
  reasons.onlyInBrowser,
];

/** Every view of a checkout asks again for one of few places. */
const known = new WeakMap<readonly PaymentGateway[], Map<string, readonly MethodView[]>>();

/** The methods of a place in the order they are shown, each offered or with the reason why not (M14). */
export function methodsFor(place: PaymentPlace, gateways: readonly PaymentGateway[]): readonly MethodView[] {
  const { surface, currency, wechatOpenid } = place;
  const ofPlaces = known.get(gateways) ?? new Map<string, readonly MethodView[]>();
  known.set(gateways, ofPlaces);
  const key = `${surface} ${currency} ${wechatOpenid === null}`;
  const views = ofPlaces.get(key) ?? viewMethods(place, gateways);
  ofPlaces.set(key, views);
  return views;
}

function viewMethods(place: PaymentPlace, gateways: readonly PaymentGateway[]): readonly MethodView[] {
  return ORDER.map((method) => {
    const wanted = flowsWanted(method, place);
    const flow = wanted.find((candidate) => gatewaysServing({ method, flow: candidate, place }, gateways)[0]);
    const reason = flow === undefined ? reasonOf({ method, place }, gateways) : null;
    return {
      method,
      flow: flow ?? wanted[0] ?? 'redirect',
      available: reason === null,
      reason,
      ...(reason !== null && elsewhere.includes(reason) ? { elsewhere: true } : {}),
    };
  });
}

/** The gateways that can serve a way to pay, in the order of preference they were configured in. */
export function gatewaysServing(
  { method, flow, place }: WayToPay,
  gateways: readonly PaymentGateway[],
): PaymentGateway[] {
  return gateways.filter(
    ({ capabilities }) =>
      capabilities.methods.includes(method) &&
      takesCurrency(capabilities, place) &&
      flowsOf(capabilities, method, place.surface).includes(flow),
  );
}

/**
 * The flow of a payer who has to prove themselves: the gateway's own page where it has one. An app that pays asks
 * for a password or a face anyway.
 */
export function flowWhenChallenged(
  way: WayToPay & { gateway: string },
  gateways: readonly PaymentGateway[],
): PaymentFlow {
  const serving = gatewaysServing({ ...way, flow: 'redirect' }, gateways);
  return serving.some(({ name }) => name === way.gateway) ? 'redirect' : way.flow;
}

/** A desktop scans; on a phone one cannot scan one's own screen, so it leads to a page or stays in the app. */
function flowsWanted(method: PaymentMethod, place: PaymentPlace): readonly PaymentFlow[] {
  if (surfaceRefusal(method, place.surface) !== null) return [];
  if (method === 'card') return ['redirect'];
  if (place.surface === 'web') return ['qr', 'redirect'];
  const inWechat = place.surface === 'wechat' && method === 'wechat_pay' && place.wechatOpenid !== null;
  return inWechat ? ['in_app', 'redirect'] : ['redirect'];
}

/** What the surface itself forbids, whatever gateways there are. */
function surfaceRefusal(method: PaymentMethod, surface: Surface): Reason | null {
  if (surface === 'ios_app') return reasons.iosApp;
  if (surface === 'miniprogram') return reasons.miniProgram;
  if (surface === 'wechat' && method === 'alipay') return reasons.alipayInWechat;
  if (surface === 'alipay' && method === 'wechat_pay') return reasons.wechatInAlipay;
  return null;
}

function reasonOf(
  { method, place }: Pick<WayToPay, 'method' | 'place'>,
  gateways: readonly PaymentGateway[],
): Reason {
  const refusal = surfaceRefusal(method, place.surface);
  if (refusal !== null) return refusal;
  const connected = gateways.filter(({ capabilities }) => capabilities.methods.includes(method));
  if (connected.length === 0) return reasons.notConnected;
  if (!connected.some(({ capabilities }) => takesCurrency(capabilities, place))) return reasons.otherCurrency;
  if (gatewaysServing({ method, flow: 'in_app', place }, gateways).length > 0) return reasons.unknownInWechat;
  if (place.surface === 'web') return reasons.notConnected;
  return place.surface === 'mobile_web' ? reasons.onlyOnDesktop : reasons.onlyInBrowser;
}

type Capabilities = PaymentGateway['capabilities'];

function takesCurrency({ currencies }: Capabilities, { currency }: PaymentPlace): boolean {
  return currencies === null || currencies.includes(currency);
}

/** The flows in which a gateway serves a method on a surface. */
export function flowsOf(
  { flows, flowsByMethod }: Capabilities,
  method: PaymentMethod,
  surface: Surface,
): readonly PaymentFlow[] {
  const known = flowsByMethod?.[method] ?? flows;
  if (known !== undefined) return known[surface] ?? [];
  return surface === 'web' && method !== 'card' ? ['qr', 'redirect'] : ['redirect'];
}
