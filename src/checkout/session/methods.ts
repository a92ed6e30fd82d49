import type { Surface } from '../../identity/wire.ts';
import type { PaymentGateway } from '../gateway/types.ts';
import type { MethodView, PaymentMethod } from '../wire.ts';

type Flow = MethodView['flow'];
type Reason = NonNullable<MethodView['reason']>;

const ORDER: readonly PaymentMethod[] = ['wechat_pay', 'alipay', 'card'];

const notConnected: Reason = {
  zh: '商家暂未开通这种支付方式。',
  en: 'The seller has not set up this method.',
};
const insideWechat: Reason = {
  zh: '微信内不能使用支付宝，请复制链接到浏览器打开。',
  en: 'Alipay does not work inside WeChat. Copy the link and open it in a browser.',
};
const insideAlipay: Reason = {
  zh: '支付宝内不能使用微信支付，请复制链接到浏览器打开。',
  en: 'WeChat Pay does not work inside Alipay. Copy the link and open it in a browser.',
};
const insideIosApp: Reason = {
  zh: 'iOS 应用内不支持此类付款，请在网页上购买。',
  en: 'This cannot be paid inside the iOS app. Please buy on the website.',
};
const insideMiniProgram: Reason = {
  zh: '小程序内暂不支持这种付款，请在网页上购买。',
  en: 'This method does not work inside mini programs. Please buy on the website.',
};

/** Why a method cannot be used on a surface (M14); null when it can. */
function refusalOf(method: PaymentMethod, surface: Surface): Reason | null {
  if (surface === 'ios_app') return insideIosApp;
  if (surface === 'miniprogram') return insideMiniProgram;
  if (surface === 'wechat' && method === 'alipay') return insideWechat;
  if (surface === 'alipay' && method === 'wechat_pay') return insideAlipay;
  return null;
}

/** A desktop scans; on a phone one cannot scan one's own screen, so it leads to the gateway's page. */
function flowOf(method: PaymentMethod, surface: Surface): Flow {
  return surface === 'web' && method !== 'card' ? 'qr' : 'redirect';
}

/** The methods of a surface, each offered or with the reason why not. */
export function methodsFor(surface: Surface, gateways: readonly PaymentGateway[]): MethodView[] {
  return ORDER.map((method) => {
    const reason =
      refusalOf(method, surface) ?? (gatewayFor(method, gateways) === undefined ? notConnected : null);
    return { method, flow: flowOf(method, surface), available: reason === null, reason };
  });
}

/** The gateway that serves a method: the first configured that can. */
export function gatewayFor(
  method: PaymentMethod,
  gateways: readonly PaymentGateway[],
): PaymentGateway | undefined {
  return gateways.find((gateway) => gateway.capabilities.methods.includes(method));
}
