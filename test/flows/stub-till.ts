import type { ReceiptCard } from '../../src/bot/wire.ts';
import type {
  CheckoutView,
  EntitlementView,
  OrderView,
  PayCheckoutBody,
  StartCheckoutBody,
} from '../../src/checkout/wire.ts';

/** A product the stub sells; tests change its price. */
export interface StubProduct {
  productId: string;
  title: string;
  kind: 'course' | 'column' | 'ebook';
  priceId: string;
  amountMinor: number;
  currency: string;
  startUrl: string | null;
}

export interface StubReply {
  status: number;
  body: unknown;
}

/** The stub's checkouts: enough of the real rules for the widget to be held to them. */
export interface StubTill {
  products: Map<string, StubProduct>;
  checkouts: Map<string, CheckoutView>;
  owned: EntitlementView[];
  orders: OrderView[];
  /** How many charges the pretended gateway made, by checkout. */
  charges: Map<string, number>;
  start(body: StartCheckoutBody): StubReply;
  pay(checkoutId: string, body: PayCheckoutBody): StubReply;
  cancel(checkoutId: string): StubReply;
  /** What the gateway would have told: the only way to paid. */
  settle(checkoutId: string): ReceiptCard;
  /** The gateway declined the attempt. */
  decline(checkoutId: string): void;
  change(checkoutId: string, to: Partial<CheckoutView>): void;
  /** The learner asks a payment back: it runs until `giveBack`. */
  refund(paymentId: string): StubReply;
  /** The gateway has returned it. */
  giveBack(paymentId: string): void;
  /** How many refunds the pretended gateway was asked for, by payment. */
  refunds: Map<string, number>;
}

const consent = {
  version: '2026-01',
  text: {
    zh: '点击支付即表示同意《购买条款》。数字内容开通后即可学习，7 天内未学习可申请退款。',
    en: 'By paying you accept the purchase terms. Access begins at once; unopened items can be refunded within 7 days.',
  },
};

export function problem(status: number, code: string, extra: object = {}): StubReply {
  const message = { zh: `出错了：${code}`, en: `It went wrong: ${code}` };
  return {
    status,
    body: { type: `https://docs.invalid/${code}`, title: code, status, code, message, ...extra },
  };
}

export function createTill(products: StubProduct[]): StubTill {
  let count = 0;
  const till: StubTill = {
    products: new Map(products.map((product) => [product.productId, product])),
    checkouts: new Map(),
    owned: [],
    orders: [],
    charges: new Map(),
    refunds: new Map(),
    start: (body) => {
      if ('topUp' in body) return problem(404, 'top_up_not_found');
      const line = body.lines[0];
      const product = line && till.products.get(line.productId);
      if (!line || !product) return problem(404, 'product_not_found');
      if (till.owned.some(({ productId }) => productId === product.productId))
        return problem(409, 'already_owned');
      if (line.priceId !== product.priceId || body.expectedTotalMinor !== product.amountMinor) {
        const { productId, priceId, amountMinor, currency } = product;
        const lines = [{ productId, priceId, amountMinor }];
        return problem(409, 'price_changed', { newTotalMinor: amountMinor, currency, lines });
      }
      count += 1;
      const view = openView(`co_${count}`, product, body);
      till.checkouts.set(view.checkoutId, view);
      return { status: 201, body: view };
    },
    pay: (checkoutId, body) => {
      const view = till.checkouts.get(checkoutId);
      if (!view) return problem(404, 'not_found');
      if (view.status === 'complete') return problem(409, 'checkout_paid');
      const method = body.method ?? null;
      if (view.totalMinor === 0) {
        till.settle(checkoutId);
        return { status: 200, body: till.checkouts.get(checkoutId) };
      }
      till.change(checkoutId, { status: 'confirmed', payment: pendingPayment(view, method, body.returnUrl) });
      return { status: 200, body: till.checkouts.get(checkoutId) };
    },
    cancel: (checkoutId) => {
      till.change(checkoutId, { status: 'canceled' });
      return { status: 200, body: till.checkouts.get(checkoutId) };
    },
    settle: (checkoutId) => settle(till, checkoutId),
    decline: (checkoutId) => {
      const payment = till.checkouts.get(checkoutId)?.payment;
      if (!payment) throw new Error('nothing to decline');
      const message = {
        zh: '余额不足，没有扣款。',
        en: 'Not enough money in the account; nothing was charged.',
      };
      const failure = { code: 'insufficient_funds', message };
      till.change(checkoutId, {
        payment: { ...payment, status: 'failed', action: { type: 'none' }, failure },
      });
    },
    refund: (paymentId) => {
      const order = till.orders.find((one) => one.paymentId === paymentId);
      if (!order) return problem(404, 'not_found');
      if (order.status === 'refunded') return problem(409, 'refund_done');
      if (order.isRefunding) return problem(409, 'refund_running');
      order.isRefunding = true;
      till.refunds.set(paymentId, (till.refunds.get(paymentId) ?? 0) + 1);
      return { status: 201, body: { refundId: 'ref_1', paymentId, status: 'pending' } };
    },
    giveBack: (paymentId) => {
      const order = till.orders.find((one) => one.paymentId === paymentId);
      if (order) Object.assign(order, { status: 'refunded', isRefunding: false });
    },
    change: (checkoutId, to) => {
      const view = till.checkouts.get(checkoutId);
      if (view) till.checkouts.set(checkoutId, { ...view, ...to, serverNowMs: Date.now() });
    },
  };
  return till;
}

function openView(checkoutId: string, product: StubProduct, body: StartCheckoutBody): CheckoutView {
  const { productId, title, kind, amountMinor, currency } = product;
  return {
    checkoutId,
    status: 'open',
    livemode: false,
    language: body.language,
    surface: body.surface,
    conversationId: body.conversationId ?? null,
    lines: [{ productId, title, kind, amountMinor, discountMinor: 0, totalMinor: amountMinor }],
    currency,
    subtotalMinor: amountMinor,
    discountMinor: 0,
    taxMinor: Math.round((amountMinor * 6) / 106),
    totalMinor: amountMinor,
    sellerName: '拾光知识（上海）有限公司',
    methods: [
      { method: 'alipay', flow: 'qr', available: true, reason: null },
      {
        method: 'wechat_pay',
        flow: 'qr',
        available: false,
        reason: { zh: '这里暂不支持微信支付', en: 'WeChat Pay is not available here' },
      },
      { method: 'card', flow: 'redirect', available: true, reason: null },
    ],
    consent,
    expiresAtMs: Date.now() + 1_800_000,
    serverNowMs: Date.now(),
    payment: null,
    order: null,
    access: [],
  };
}

function pendingPayment(
  view: CheckoutView,
  method: 'alipay' | 'wechat_pay' | 'card' | null,
  returnUrl: string | undefined,
): CheckoutView['payment'] {
  const expiresAtMs = Date.now() + 300_000;
  const qr = { type: 'qr', qrText: `https://pay.invalid/q/${view.checkoutId}`, expiresAtMs } as const;
  const url = `/go/${view.checkoutId}?back=${encodeURIComponent(returnUrl ?? '')}`;
  const action = method === 'card' ? ({ type: 'redirect', url, expiresAtMs } as const) : qr;
  const paymentId = `pay_${view.checkoutId}`;
  return { paymentId, status: 'requires_action', method, action, failure: null };
}

function settle(till: StubTill, checkoutId: string): ReceiptCard {
  const view = till.checkouts.get(checkoutId);
  if (!view) throw new Error('no such checkout');
  till.charges.set(checkoutId, (till.charges.get(checkoutId) ?? 0) + 1);
  const startUrls = new Map([...till.products.values()].map((one) => [one.productId, one.startUrl]));
  const lines = view.lines.map(({ productId, title, totalMinor, kind }) => ({
    productId,
    title,
    totalMinor,
    kind,
    startUrl: startUrls.get(productId) ?? null,
  }));
  const payment = view.payment && {
    ...view.payment,
    status: 'succeeded' as const,
    action: { type: 'none' as const },
  };
  const order = { orderId: `ord_${checkoutId}`, orderNumber: `TT2026${checkoutId.replace('_', '')}` };
  till.change(checkoutId, { status: 'complete', payment, order, access: lines });
  till.owned.push(
    ...lines.map(({ productId, title, kind, startUrl }) => ({
      entitlementId: `ent_${productId}`,
      productId,
      title,
      kind,
      status: 'active' as const,
      grantedAtMs: Date.now(),
      startUrl,
    })),
  );
  return {
    ...order,
    paymentId: view.payment?.paymentId ?? '',
    gatewayReference: 'TT20261122000001',
    method: view.payment?.method ?? null,
    lines: lines.map(({ productId, title, totalMinor, startUrl }) => ({
      productId,
      title,
      totalMinor,
      startUrl,
    })),
    totalMinor: view.totalMinor,
    taxMinor: view.taxMinor,
    currency: view.currency,
    sellerName: view.sellerName,
    paidAtMs: Date.now(),
    livemode: false,
  };
}
