import { z } from 'zod';

const apiKinds = [
  'delay',
  'error_before',
  'error_after',
  'no_answer',
  'wrong_amount',
  'wrong_currency',
  'wrong_merchant',
];

/** Which kinds make sense for which operation. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  create: apiKinds,
  query: apiKinds,
  close: [...apiKinds, 'ignored'],
  capture: apiKinds,
  refund: [...apiKinds, 'late', 'fail'],
  notification: [
    'delay',
    'late',
    'no_answer',
    'duplicate',
    'reorder',
    'wrong_amount',
    'wrong_currency',
    'wrong_merchant',
    'wrong_signature',
  ],
};

export const FaultOperation = z.enum(['create', 'query', 'close', 'capture', 'refund', 'notification']);
export type FaultOperation = z.infer<typeof FaultOperation>;

export const FaultKind = z.enum([
  'delay',
  'error_before',
  'error_after',
  'no_answer',
  'duplicate',
  'reorder',
  'late',
  'fail',
  'ignored',
  'wrong_amount',
  'wrong_currency',
  'wrong_merchant',
  'wrong_signature',
]);
export type FaultKind = z.infer<typeof FaultKind>;

export const FaultBody = z
  .strictObject({
    operation: FaultOperation,
    kind: FaultKind,
    times: z.number().int().min(1).max(1_000_000).default(1),
    delayMs: z.number().int().min(0).max(86_400_000).optional(),
    /** Only for this charge or refund of the merchant. */
    reference: z.string().min(1).max(32).optional(),
  })
  .refine((fault) => kindsOf[fault.operation]?.includes(fault.kind), {
    error: 'this operation has no fault of that kind',
    path: ['kind'],
  });
export type FaultBody = z.infer<typeof FaultBody>;

export interface Fault extends FaultBody {
  readonly faultId: string;
  /** How often it will still happen. */
  readonly remaining: number;
}

/** Faults that were asked for and have not happened yet, oldest first. They do not survive a restart. */
export interface Faults {
  list: Fault[];
}

export interface FaultPlace {
  readonly operation: FaultOperation;
  readonly references: readonly (string | null)[];
}

/** Uses up one turn of the first fault that fits; null when none does. */
export function takeFault(faults: Faults, place: FaultPlace): Fault | null {
  const fault = faults.list.find((candidate) => fits(candidate, place));
  if (fault === undefined) return null;
  faults.list = faults.list
    .map((candidate) => (candidate === fault ? { ...fault, remaining: fault.remaining - 1 } : candidate))
    .filter((candidate) => candidate.remaining > 0);
  return fault;
}

function fits(fault: Fault, place: FaultPlace): boolean {
  if (fault.operation !== place.operation) return false;
  return fault.reference === undefined || place.references.includes(fault.reference);
}

interface Statement {
  readonly amountMinor: number;
  readonly currency: string;
  readonly merchantId: string;
}

/** What a lying gateway would state of a charge or refund. Other kinds change nothing. */
export function distort<Stated extends Statement>(stated: Stated, kind: FaultKind | null): Stated {
  if (kind === 'wrong_amount') return { ...stated, amountMinor: stated.amountMinor + 1 };
  if (kind === 'wrong_currency') return { ...stated, currency: stated.currency === 'USD' ? 'CNY' : 'USD' };
  if (kind === 'wrong_merchant') return { ...stated, merchantId: `${stated.merchantId}_other` };
  return stated;
}
