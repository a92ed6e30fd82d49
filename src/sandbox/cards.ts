export type CardBehaviour = 'approve' | 'decline' | 'insufficient_funds' | 'challenge' | 'slow' | 'timeout';

export interface TestCard {
  readonly number: string;
  readonly behaviour: CardBehaviour;
}

/** The numbers that do something on purpose; every other valid number is approved. */
export const testCards: readonly TestCard[] = [
  { number: '4242424242424242', behaviour: 'approve' },
  { number: '4000000000000002', behaviour: 'decline' },
  { number: '4000000000009995', behaviour: 'insufficient_funds' },
  { number: '4000002760003184', behaviour: 'challenge' },
  { number: '4000000000000077', behaviour: 'slow' },
  { number: '4000000000000341', behaviour: 'timeout' },
];

const behaviours = new Map(testCards.map(({ number, behaviour }) => [number, behaviour]));

/** What a card does. `number` holds digits only. */
export function behaviourOf(number: string): CardBehaviour {
  return behaviours.get(number) ?? 'approve';
}

/** Digits of a typed card number; null when it is no card number (12–19 digits, Luhn). */
export function parseCardNumber(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{12,19}$/.test(digits) && luhnHolds(digits) ? digits : null;
}

function luhnHolds(digits: string): boolean {
  let sum = 0;
  for (const [index, character] of [...digits].reverse().entries()) {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** True when a typed expiry (`MM/YY`, `MM/YYYY`) is a month that has not ended yet. */
export function expiryHolds(typed: string, nowMs: number): boolean {
  const match = /^(0?[1-9]|1[0-2])\s*[/-]?\s*(?:20)?(\d{2})$/.exec(typed.trim());
  if (match === null) return false;
  const firstInvalidMs = Date.UTC(2000 + Number(match[2]), Number(match[1]), 1);
  return nowMs < firstInvalidMs;
}

export function cvcHolds(typed: string): boolean {
  return /^\d{3,4}$/.test(typed.trim());
}
