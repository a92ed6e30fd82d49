import { AccountCardView } from './account-card.tsx';
import { CheckoutCardView } from './checkout-card.tsx';
import type { Card } from './content.ts';
import { CsatCardView } from './csat.tsx';
import { NoticeCardView } from './notice.tsx';
import { OrdersCardView } from './orders.tsx';
import { ReceiptCardView } from './receipt.tsx';
import { RefundCardView } from './refund.tsx';

/** The cards of which most conversations have none: their code is loaded with the first one. */
export type LaterCard = Exclude<Card, { kind: 'products' }>;

export function LaterCardView({ card }: { card: LaterCard }) {
  if (card.kind === 'checkout') return <CheckoutCardView card={card.content} />;
  if (card.kind === 'receipt') return <ReceiptCardView card={card.content} />;
  if (card.kind === 'refund') return <RefundCardView card={card.content} />;
  if (card.kind === 'csat') return <CsatCardView card={card.content} />;
  if (card.kind === 'account') return <AccountCardView card={card.content} />;
  if (card.kind === 'orders') return <OrdersCardView card={card.content} />;
  return <NoticeCardView card={card.content} />;
}
