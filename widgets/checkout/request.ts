/** What the learner wants to pay: a product off a card, or a checkout that was opened before. */
export type CheckoutRequest =
  | {
      kind: 'product';
      productId: string;
      title: string;
      priceId: string;
      amountMinor: number;
      currency: string;
      impressionId: string;
      conversationId: string | null;
    }
  | { kind: 'checkout'; checkoutId: string };
