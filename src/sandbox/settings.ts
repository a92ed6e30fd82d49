export interface SandboxSettings {
  readonly merchantId: string;
  /** What payers read as the payee. */
  readonly merchantName: string;
  readonly apiKey: string;
  /** Base of the links that payers open; no slash at the end. */
  readonly publicUrl: string;
  /** Where the merchant takes a step of the test clock; null when it has none. */
  readonly merchantClockUrl: string | null;
  /** How long the slow test card is processing. */
  readonly slowMs: number;
  /** How long a late notification waits. */
  readonly lateMs: number;
  /** How long a card refund stays pending. */
  readonly refundDelayMs: number;
  /** How long a reservation can be captured. */
  readonly authorizationTtlMs: number;
}

/** `wallMs` for timers and signatures; `nowMs` is the test clock: expiry and all that is shown. */
export interface SandboxClock {
  wallMs(): number;
  nowMs(): number;
}
