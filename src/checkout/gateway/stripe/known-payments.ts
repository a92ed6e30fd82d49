const KNOWN_MAX = 10_000;

/** How Stripe holds a payment: by a page of its own (checkout session), or directly. */
export interface Located {
  readonly kind: 'session' | 'intent';
  readonly id: string;
}

export interface KnownPayments {
  get(gatewayReference: string): Located | undefined;
  set(gatewayReference: string, located: Located): void;
}

/** Remembers which of Stripe's ids stands for our number. Only spares a search: it may forget at any time. */
export function knownPayments(): KnownPayments {
  const known = new Map<string, Located>();
  return {
    get: (gatewayReference) => known.get(gatewayReference),
    set: (gatewayReference, located) => {
      known.delete(gatewayReference);
      known.set(gatewayReference, located);
      const oldest = known.size > KNOWN_MAX ? known.keys().next() : undefined;
      if (oldest?.done === false) known.delete(oldest.value);
    },
  };
}
