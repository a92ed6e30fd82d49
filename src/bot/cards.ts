import type { OrderView } from '../checkout/wire.ts';
import type { Language } from '../identity/wire.ts';
import { labels } from './text/notices.ts';
import { formatMoney, formatPrice } from './text/price.ts';
import { arrivalText } from './text/refund.ts';
import { buyReply } from './text/talk.ts';
import {
  type AccountCard,
  type Activity,
  CARD,
  type CheckoutCard,
  type NoticeCard,
  type OrdersCard,
  type ProductCard,
  type ProductsCard,
  type ReceiptCard,
  type RefundCard,
} from './wire.ts';

type Attachments = NonNullable<Activity['attachments']>;

/** The Activity schema's own card: any client can show it (C5). */
export const HERO = 'application/vnd.microsoft.card.hero';

interface Hero {
  readonly title: string;
  readonly lines: readonly string[];
  readonly buttons?: readonly HeroButton[];
}

interface HeroButton {
  readonly type: 'imBack' | 'openUrl';
  readonly title: string;
  readonly value: string;
}

function withFallback(contentType: string, content: object, hero: Hero): Attachments {
  const { title, lines, buttons = [] } = hero;
  return [
    { contentType, content },
    { contentType: HERO, content: { title, subtitle: '', text: lines.join('\n'), images: [], buttons } },
  ];
}

/** Products with their reasons; the fallback lists them with a button each. */
export function productsAttachments(card: ProductsCard, language: Language): Attachments {
  const lines = card.items.map(
    (item, index) =>
      `${index + 1}. ${item.title} · ${formatPrice(item, language)}${item.reason === '' ? '' : ` · ${item.reason}`}`,
  );
  const buttons = card.items.map((_, index) => imBack(buyReply(index)[language]));
  return withFallback(CARD.products, card, { title: '', lines, buttons });
}

/** One product of a list, for buying it or reading about it: the impression stays the list's. */
export function productAttachments(
  recommendationId: string,
  item: ProductCard,
  language: Language,
): Attachments {
  const lines = [formatPrice(item, language), item.description];
  const card: ProductsCard = { recommendationId, items: [item] };
  return withFallback(CARD.products, card, {
    title: item.title,
    lines,
    buttons: openUrl(labels.more[language], item.url),
  });
}

export function ordersAttachments(orders: readonly OrderView[], language: Language): Attachments {
  const card: OrdersCard = { orders: [...orders] };
  const lines = orders.map((order) => {
    const titles = order.lines.map((line) => line.title).join(' + ');
    return `${order.orderNumber} · ${titles} · ${formatMoney(totalOf(order), language)} · ${labels[order.isRefunding ? 'refunding' : order.status][language]}`;
  });
  const buttons = orders.flatMap((order) =>
    order.lines.flatMap((line) => openUrl(line.title, line.startUrl)),
  );
  return withFallback(CARD.orders, card, { title: labels.orders[language], lines, buttons });
}

export function receiptAttachments(card: ReceiptCard, language: Language): Attachments {
  const { currency } = card;
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, language);
  const lines = [
    ...(card.livemode ? [] : [labels.testMode[language]]),
    ...card.lines.map((line) => `${line.title} · ${money(line.totalMinor)}`),
    `${labels.total[language]} ${money(card.totalMinor)}`,
    ...(card.taxMinor > 0 ? [`${labels.taxIncluded[language]} ${money(card.taxMinor)}`] : []),
    `${labels.orderNumber[language]} ${card.orderNumber}`,
    ...(card.gatewayReference === null ? [] : [`${labels.reference[language]} ${card.gatewayReference}`]),
    `${labels.seller[language]} ${card.sellerName}`,
  ];
  const buttons = card.lines.flatMap((line) => openUrl(labels.start[language], line.startUrl));
  return withFallback(CARD.receipt, card, { title: labels.receipt[language], lines, buttons });
}

export function checkoutAttachments(card: CheckoutCard, language: Language): Attachments {
  const lines = [`${card.title} · ${formatPrice(totalOf(card), language)}`];
  return withFallback(CARD.checkout, card, { title: labels.checkout[language], lines });
}

/** One card per order that can be refunded. Another client cannot refund: its card names the order for a person. */
export function refundAttachments(cards: readonly RefundCard[], language: Language): Attachments {
  return cards.flatMap((card) => {
    const lines = [
      `${card.title} · ${formatMoney(card, language)}`,
      `${labels.orderNumber[language]} ${card.orderNumber}`,
      ...(card.destinations ?? []).map(
        ({ method, arrival }) => `→ ${arrivalText(method, arrival.text)[language]}`,
      ),
    ];
    return withFallback(CARD.refund, card, { title: labels.refund[language], lines });
  });
}

export function noticeAttachments(card: NoticeCard, language: Language): Attachments {
  const lines = [`${formatMoney(card, language)} · ${labels.orderNumber[language]} ${card.orderNumber}`];
  return withFallback(CARD.notice, card, { title: labels.refund[language], lines });
}

/** Another client has no such views: its card says where they are. */
export function accountAttachments(card: AccountCard, language: Language): Attachments {
  return withFallback(CARD.account, card, { title: card.label, lines: [labels.inAccount[language]] });
}

function totalOf({ totalMinor, currency }: { totalMinor: number; currency: string }) {
  return { amountMinor: totalMinor, currency };
}

function imBack(words: string): HeroButton {
  return { type: 'imBack', title: words, value: words };
}

/** A path of the host platform means nothing to a client elsewhere, so only whole addresses become buttons. */
function openUrl(title: string, url: string | null): HeroButton[] {
  return url !== null && /^https?:\/\//.test(url) ? [{ type: 'openUrl', title, value: url }] : [];
}
