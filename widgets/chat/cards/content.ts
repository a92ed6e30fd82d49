import type {
  AccountCard,
  Activity,
  CARD,
  CheckoutCard,
  CsatCard,
  NoticeCard,
  OrdersCard,
  ProductsCard,
  ReceiptCard,
  RefundCard,
} from '../../../src/bot/wire.ts';

/** The content types of our cards, equal to the wire's by type: the wire itself would bring its validator along. */
export const contentTypes: typeof CARD = {
  products: 'application/vnd.tilltalk.products+json',
  checkout: 'application/vnd.tilltalk.checkout+json',
  receipt: 'application/vnd.tilltalk.receipt+json',
  orders: 'application/vnd.tilltalk.orders+json',
  notice: 'application/vnd.tilltalk.notice+json',
  refund: 'application/vnd.tilltalk.refund+json',
  csat: 'application/vnd.tilltalk.csat+json',
  account: 'application/vnd.tilltalk.account+json',
};

/** A card of ours, told apart by `kind`. */
export type Card =
  | { kind: 'products'; content: ProductsCard }
  | { kind: 'checkout'; content: CheckoutCard }
  | { kind: 'receipt'; content: ReceiptCard }
  | { kind: 'orders'; content: OrdersCard }
  | { kind: 'notice'; content: NoticeCard }
  | { kind: 'refund'; content: RefundCard }
  | { kind: 'csat'; content: CsatCard }
  | { kind: 'account'; content: AccountCard };

const kinds = new Map(Object.entries(contentTypes).map(([kind, type]) => [type as string, kind]));

/** The cards of an activity; attachments of other makers are left to its text. */
export function cardsOf(activity: Activity): Card[] {
  return (activity.attachments ?? []).flatMap(({ contentType, content }) => {
    const kind = kinds.get(contentType);
    return kind && typeof content === 'object' && content !== null ? [{ kind, content } as Card] : [];
  });
}
